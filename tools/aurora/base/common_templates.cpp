#include "aurora/base/common_templates.hpp"

template class std::vector<std::string>;
template class std::set<std::string>;
template class std::map<std::string, std::string>;
#ifdef __GLIBCXX__
template class std::_Rb_tree<std::string, std::string, std::_Identity<std::string>, std::less<std::string>>;
template class std::_Rb_tree<std::string, std::pair<const std::string, std::string>,
                             std::_Select1st<std::pair<const std::string, std::string>>,
                             std::less<std::string>>;
#endif
