#pragma once

// The containers that nearly every source uses, compiled once for all of them. Belongs to the precompiled
// header of the quick build (cmake/internal/AuroraLibrary.cmake); nothing else includes it.
#include <map>
#include <set>
#include <string>
#include <vector>

extern template class std::vector<std::string>;
extern template class std::set<std::string>;
extern template class std::map<std::string, std::string>;
#ifdef __GLIBCXX__ // where the code of both of its trees is
extern template class std::_Rb_tree<std::string, std::string, std::_Identity<std::string>,
                                    std::less<std::string>>;
extern template class std::_Rb_tree<std::string, std::pair<const std::string, std::string>,
                                    std::_Select1st<std::pair<const std::string, std::string>>,
                                    std::less<std::string>>;
#endif
