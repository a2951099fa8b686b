#include "aurora/schemata/parser.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <unordered_map>

#include <clang-c/Index.h>

#include "aurora/base/text.hpp"
#include "aurora/schemata/inferred_types.hpp"
#include "aurora/schemata/tree_parts.hpp"
#include "aurora/sys/file_system.hpp"

namespace aurora::schemata {
namespace {

constexpr int k_max_depth = 400;
constexpr std::size_t k_max_errors = 20;

std::string text_of(CXString string) {
  const char* chars = clang_getCString(string);
  std::string text = chars != nullptr ? chars : "";
  clang_disposeString(string);
  return text;
}

Kind expression_kind(CXCursorKind kind) {
  static const std::unordered_map<int, Kind> table = {
      {CXCursor_IntegerLiteral, Kind::integer},
      {CXCursor_FloatingLiteral, Kind::floating},
      {CXCursor_CharacterLiteral, Kind::character},
      {CXCursor_StringLiteral, Kind::string},
      {CXCursor_CXXBoolLiteralExpr, Kind::boolean},
      {CXCursor_CXXNullPtrLiteralExpr, Kind::null},
      {CXCursor_GNUNullExpr, Kind::null},
      {CXCursor_DeclRefExpr, Kind::name},
      {CXCursor_OverloadedDeclRef, Kind::name},
      {CXCursor_MemberRefExpr, Kind::member},
      {CXCursor_CallExpr, Kind::call},
      {CXCursor_ArraySubscriptExpr, Kind::index},
      {CXCursor_UnaryOperator, Kind::unary},
      {CXCursor_BinaryOperator, Kind::binary},
      {CXCursor_CompoundAssignOperator, Kind::assign},
      {CXCursor_ConditionalOperator, Kind::conditional},
      {CXCursor_CStyleCastExpr, Kind::cast},
      {CXCursor_CXXStaticCastExpr, Kind::cast},
      {CXCursor_CXXDynamicCastExpr, Kind::cast},
      {CXCursor_CXXReinterpretCastExpr, Kind::cast},
      {CXCursor_CXXConstCastExpr, Kind::cast},
      {CXCursor_CXXFunctionalCastExpr, Kind::cast},
      {CXCursor_ParenExpr, Kind::paren},
      {CXCursor_InitListExpr, Kind::init_list},
      {CXCursor_LambdaExpr, Kind::lambda},
      {CXCursor_CXXThisExpr, Kind::self},
      {CXCursor_UnaryExpr, Kind::unevaluated},
      {CXCursor_CXXTypeidExpr, Kind::unevaluated},
      {CXCursor_SizeOfPackExpr, Kind::unevaluated},
  };
  const auto it = table.find(kind);
  return it == table.end() ? Kind::other_expression : it->second;
}

Kind statement_kind(CXCursorKind kind) {
  static const std::unordered_map<int, Kind> table = {
      {CXCursor_CompoundStmt, Kind::compound},
      {CXCursor_IfStmt, Kind::if_branch},
      {CXCursor_WhileStmt, Kind::while_loop},
      {CXCursor_DoStmt, Kind::do_loop},
      {CXCursor_ForStmt, Kind::for_loop},
      {CXCursor_CXXForRangeStmt, Kind::range_for},
      {CXCursor_SwitchStmt, Kind::switch_branch},
      {CXCursor_CaseStmt, Kind::label},
      {CXCursor_DefaultStmt, Kind::label},
      {CXCursor_LabelStmt, Kind::label},
      {CXCursor_BreakStmt, Kind::break_jump},
      {CXCursor_ContinueStmt, Kind::continue_jump},
      {CXCursor_GotoStmt, Kind::goto_jump},
      {CXCursor_ReturnStmt, Kind::return_jump},
      {CXCursor_DeclStmt, Kind::declaration_statement},
      {CXCursor_NullStmt, Kind::null_statement},
      {CXCursor_CXXTryStmt, Kind::try_block},
  };
  const auto it = table.find(kind);
  return it == table.end() ? Kind::other_statement : it->second;
}

Kind declaration_kind(CXCursorKind kind) {
  static const std::unordered_map<int, Kind> table = {
      {CXCursor_FunctionDecl, Kind::function},
      {CXCursor_CXXMethod, Kind::function},
      {CXCursor_Constructor, Kind::function},
      {CXCursor_Destructor, Kind::function},
      {CXCursor_ConversionFunction, Kind::function},
      {CXCursor_FunctionTemplate, Kind::function},
      {CXCursor_VarDecl, Kind::variable},
      {CXCursor_ParmDecl, Kind::parameter},
      {CXCursor_FieldDecl, Kind::field},
      {CXCursor_StructDecl, Kind::record},
      {CXCursor_ClassDecl, Kind::record},
      {CXCursor_UnionDecl, Kind::record},
      {CXCursor_ClassTemplate, Kind::record},
      {CXCursor_ClassTemplatePartialSpecialization, Kind::record},
      {CXCursor_Namespace, Kind::scope},
      {CXCursor_LinkageSpec, Kind::scope},
      {CXCursor_UnexposedDecl, Kind::scope},
  };
  const auto it = table.find(kind);
  return it == table.end() ? Kind::other_declaration : it->second;
}

TypeClass class_of(CXType type, const std::string& text) {
  switch (type.kind) {
  case CXType_Void:
    return TypeClass::nothing;
  case CXType_Bool:
    return TypeClass::boolean;
  case CXType_Enum:
    return TypeClass::enumeration;
  case CXType_Pointer:
  case CXType_NullPtr:
    return TypeClass::pointer;
  case CXType_ConstantArray:
  case CXType_IncompleteArray:
  case CXType_VariableArray:
    return TypeClass::array;
  case CXType_Record:
    return text.starts_with("std::basic_string<") || text.starts_with("std::__cxx11::basic_string<")
               ? TypeClass::text
               : TypeClass::record;
  default:
    break;
  }
  const auto is = [&](CXTypeKind first, CXTypeKind last) { return type.kind >= first && type.kind <= last; };
  if (is(CXType_Char_U, CXType_Char32) && type.kind != CXType_UShort)
    return type.kind == CXType_UChar || type.kind == CXType_Char_U || type.kind >= CXType_Char16
               ? TypeClass::character
               : TypeClass::integer;
  if (type.kind == CXType_SChar || type.kind == CXType_Char_S || type.kind == CXType_WChar)
    return TypeClass::character;
  if (is(CXType_UShort, CXType_UInt128) || is(CXType_Short, CXType_Int128))
    return TypeClass::integer;
  if (is(CXType_Float, CXType_LongDouble) || type.kind == CXType_Float128)
    return TypeClass::floating;
  return TypeClass::unknown;
}

CXType plain(CXType type) {
  type = clang_getCanonicalType(type);
  if (type.kind == CXType_LValueReference || type.kind == CXType_RValueReference)
    type = clang_getCanonicalType(clang_getPointeeType(type));
  return type;
}

std::string unqualified(std::string text) {
  return text.starts_with("const ") && text.find('*') == std::string::npos ? text.substr(6) : text;
}

Type type_of(CXType raw) {
  Type type;
  const auto canonical = clang_getCanonicalType(raw);
  type.is_reference = canonical.kind == CXType_LValueReference || canonical.kind == CXType_RValueReference;
  const auto inner = plain(raw);
  type.is_const = clang_isConstQualifiedType(inner) != 0;
  type.is_output = canonical.kind == CXType_LValueReference && !type.is_const;
  type.text = unqualified(text_of(clang_getTypeSpelling(inner)));
  type.cls = class_of(inner, type.text);
  type.is_unsigned = type.cls == TypeClass::integer && type.text.find("unsigned") != std::string::npos;
  if (inner.kind == CXType_Invalid ||
      type.cls == TypeClass::unknown) // libclang 14 crashes on the size of a bound member
    return type;
  if (type.is_scalar())
    type.size = static_cast<int>(std::max(0LL, clang_Type_getSizeOf(inner)));
  auto element =
      type.cls == TypeClass::pointer ? clang_getPointeeType(inner) : clang_getArrayElementType(inner);
  if (type.cls == TypeClass::record && clang_Type_getNumTemplateArguments(inner) > 0)
    element = clang_Type_getTemplateArgumentAsType(inner, 0);
  if (element.kind != CXType_Invalid) {
    element = plain(element);
    type.element = unqualified(text_of(clang_getTypeSpelling(element)));
    type.element_cls = class_of(element, type.element);
  }
  if (type.cls == TypeClass::text) {
    type.element = "char";
    type.element_cls = TypeClass::character;
  }
  return type;
}

/// Of a class, a structure, a union or a template of one.
std::vector<Variable> fields_of(CXCursor record) {
  std::vector<Variable> fields;
  clang_visitChildren(
      record,
      [](CXCursor child, CXCursor, CXClientData data) {
        auto& list = *static_cast<std::vector<Variable>*>(data);
        if (clang_getCursorKind(child) == CXCursor_FieldDecl && list.size() < 40)
          list.push_back({text_of(clang_getCursorSpelling(child)), type_of(clang_getCursorType(child))});
        return CXChildVisit_Continue;
      },
      &fields);
  return fields;
}

struct Location {
  CXFile file = nullptr;
  std::size_t offset = 0;
};

Location file_location(CXSourceLocation where) {
  Location location;
  unsigned offset = 0;
  clang_getFileLocation(where, &location.file, nullptr, nullptr, &offset);
  location.offset = offset;
  return location;
}

/// Turns the cursors of one file into nodes.
class Builder {
public:
  Builder(Tree& tree, CXFile file) : m_tree(tree), m_file(file) {}

  void run(CXTranslationUnit unit) {
    m_tree.nodes.push_back({});
    m_tree.nodes.back().kind = Kind::scope;
    m_tree.nodes.back().span = m_tree.nodes.back().full = {0, m_tree.text.size()};
    m_parent = 0;
    visit_children(clang_getTranslationUnitCursor(unit));
  }

private:
  static CXChildVisitResult visitor(CXCursor cursor, CXCursor, CXClientData self) {
    static_cast<Builder*>(self)->visit(cursor);
    return CXChildVisit_Continue;
  }

  void visit_children(CXCursor cursor) {
    if (++m_depth < k_max_depth)
      clang_visitChildren(cursor, visitor, this);
    --m_depth;
  }

  bool in_file(const Location& location) const {
    return location.file != nullptr && clang_File_isEqual(location.file, m_file) != 0;
  }

  bool span_of(CXCursor cursor, Span& span) const {
    const auto extent = clang_getCursorExtent(cursor);
    const auto begin = file_location(clang_getRangeStart(extent));
    const auto end = file_location(clang_getRangeEnd(extent));
    if (!in_file(begin) || !in_file(end) || begin.offset > end.offset || end.offset > m_tree.text.size())
      return false;
    span = {begin.offset, end.offset};
    return true;
  }

  const Span* macro_around(std::size_t offset) const {
    auto it = std::upper_bound(m_tree.macros.begin(), m_tree.macros.end(), offset,
                               [](std::size_t at, const Span& macro) { return at < macro.begin; });
    if (it == m_tree.macros.begin())
      return nullptr;
    --it;
    return offset < it->end ? &*it : nullptr;
  }

  /// A macro with half a statement in it.
  bool ends_in_macro(Span span) const {
    const auto* macro = span.size() == 0 ? nullptr : macro_around(span.end - 1);
    return macro != nullptr && macro->begin > span.begin && span.end < macro->end;
  }

  void visit(CXCursor cursor) {
    const auto kind = clang_getCursorKind(cursor);
    if (kind == CXCursor_MacroExpansion)
      return add_macro(cursor);
    if (clang_isReference(kind) || clang_isPreprocessing(kind) || clang_isAttribute(kind))
      return;
    Span span;
    if (!span_of(cursor, span))
      return m_parent == 0 ? void() : visit_children(cursor);
    if (kind == CXCursor_DeclRefExpr && span.size() == 1 &&
        (m_tree.text[span.begin] == '=' || m_tree.text[span.begin] == '&'))
      return; // what a lambda captures by default
    if (kind == CXCursor_EnumDecl || kind == CXCursor_StaticAssert ||
        kind == CXCursor_TemplateTypeParameter || kind == CXCursor_NonTypeTemplateParameter ||
        kind == CXCursor_TypeAliasDecl || kind == CXCursor_TypedefDecl)
      return;
    enter(cursor, kind, span);
  }

  void add_macro(CXCursor cursor) {
    Span span;
    if (span_of(cursor, span) && (m_tree.macros.empty() || span.begin >= m_tree.macros.back().end))
      m_tree.macros.push_back(span);
  }

  void enter(CXCursor cursor, CXCursorKind kind, Span span) {
    const auto* macro = macro_around(span.begin);
    const bool body_of_macro = macro != nullptr && span.begin == macro->begin && span.end <= macro->end;
    if (body_of_macro && m_in_macro_body)
      return visit_children(cursor);
    if (body_of_macro) // its last token may be an argument's
      span.end = macro->end;
    const int index = add(cursor, kind, span);
    Node& node = m_tree[index];
    node.in_macro = (macro != nullptr && span.begin > macro->begin) || ends_in_macro(span);
    if (body_of_macro && is_expression(node.kind)) {
      node.kind = Kind::macro;
      node.name = std::string(m_tree.code(span));
    }
    const auto saved_parent = m_parent;
    const auto saved_macro = m_in_macro_body;
    m_parent = index;
    m_in_macro_body = body_of_macro;
    if (node.kind != Kind::unevaluated)
      visit_children(cursor);
    m_parent = saved_parent;
    m_in_macro_body = saved_macro;
    leave(index);
  }

  int add(CXCursor cursor, CXCursorKind kind, Span span) {
    Node node;
    node.span = span;
    node.parent = m_parent;
    node.line = m_tree.line_of(span.begin);
    if (clang_isExpression(kind))
      expression(node, cursor, kind);
    else if (clang_isStatement(kind))
      node.kind = statement_kind(kind);
    else
      declaration(node, cursor, kind);
    node.full = node.span;
    const int index = m_tree.size();
    m_tree.nodes.push_back(std::move(node));
    m_tree[m_parent].children.push_back(index);
    if (m_tree[index].kind == Kind::variable || m_tree[index].kind == Kind::parameter ||
        m_tree[index].kind == Kind::function)
      m_declared[file_location(clang_getCursorLocation(cursor)).offset] = index;
    return index;
  }

  void expression(Node& node, CXCursor cursor, CXCursorKind kind) {
    node.kind = expression_kind(kind);
    node.type = type_of(clang_getCursorType(cursor));
    node.name = text_of(clang_getCursorSpelling(cursor));
    if (node.kind != Kind::name && node.kind != Kind::member && node.kind != Kind::call)
      return;
    const auto referenced = clang_getCursorReferenced(cursor);
    if (node.kind == Kind::call)
      return call(node, referenced);
    const auto where = file_location(clang_getCursorLocation(referenced));
    if (in_file(where))
      if (const auto it = m_declared.find(where.offset); it != m_declared.end())
        node.declaration = it->second;
    if (clang_getCursorKind(referenced) == CXCursor_EnumConstantDecl)
      node.siblings = enumerators(clang_getCursorSemanticParent(referenced));
    else if (node.kind == Kind::member && clang_getCursorKind(referenced) == CXCursor_FieldDecl)
      node.siblings = fields_of(clang_getCursorSemanticParent(referenced));
  }

  static std::vector<Variable> enumerators(CXCursor parent) {
    std::vector<Variable> names;
    clang_visitChildren(
        parent,
        [](CXCursor child, CXCursor, CXClientData data) {
          auto& list = *static_cast<std::vector<Variable>*>(data);
          if (clang_getCursorKind(child) == CXCursor_EnumConstantDecl && list.size() < 30)
            list.push_back({text_of(clang_getCursorSpelling(child)), {}});
          return CXChildVisit_Continue;
        },
        &names);
    return names;
  }

  static void call(Node& node, CXCursor callee) {
    if (clang_getCursorKind(callee) == CXCursor_Constructor)
      node.kind = Kind::construct;
    const int count = clang_Cursor_getNumArguments(callee);
    for (int i = 0; i < count && i < 16; ++i) {
      const auto parameter = clang_Cursor_getArgument(callee, static_cast<unsigned>(i));
      node.parameters.push_back(
          {text_of(clang_getCursorSpelling(parameter)), type_of(clang_getCursorType(parameter))});
    }
  }

  void declaration(Node& node, CXCursor cursor, CXCursorKind kind) {
    node.kind = declaration_kind(kind);
    node.name = text_of(clang_getCursorSpelling(cursor));
    node.type = type_of(node.kind == Kind::function ? clang_getCursorResultType(cursor)
                                                    : clang_getCursorType(cursor));
    if (node.kind == Kind::function && clang_CXXMethod_isStatic(cursor) == 0)
      node.siblings = fields_of(clang_getCursorSemanticParent(cursor));
    if (node.kind != Kind::variable && node.kind != Kind::parameter && node.kind != Kind::field)
      return;
    const auto name_at = file_location(clang_getCursorLocation(cursor)).offset;
    const auto before = m_tree.code({node.span.begin, std::max(name_at, node.span.begin)});
    const bool at_file_scope = m_tree[m_parent].kind == Kind::scope || m_tree[m_parent].kind == Kind::record;
    node.is_static = clang_Cursor_getStorageClass(cursor) == CX_SC_Static || at_file_scope ||
                     before.find("thread_local") != std::string_view::npos;
    node.is_constant = before.find("constexpr") != std::string_view::npos ||
                       (node.type.is_const && node.type.is_integral() && is_folded(cursor));
    if (name_at > node.span.begin && name_at < node.span.end)
      node.span.begin = name_at;
  }

  static bool is_folded(CXCursor variable) {
    if (clang_Cursor_hasVarDeclExternalStorage(variable) != 0)
      return false;
    const auto value = clang_Cursor_Evaluate(variable);
    if (value == nullptr)
      return false;
    clang_EvalResult_dispose(value);
    return true;
  }

  /// Takes out a node that only repeats its child (implicit conversions and constructions).
  void leave(int index) {
    Node& node = m_tree[index];
    const bool wrapper = node.kind == Kind::other_expression || node.kind == Kind::construct ||
                         node.kind == Kind::call || node.kind == Kind::init_list;
    if (!wrapper || node.children.size() != 1 || m_tree[node.children.front()].span != node.span)
      return;
    auto& siblings = m_tree[node.parent].children;
    siblings.back() = node.children.front();
    m_tree[siblings.back()].parent = node.parent;
    node.children.clear();
    node.parent = -1;
  }

  Tree& m_tree;
  CXFile m_file;
  int m_parent = 0;
  int m_depth = 0;
  bool m_in_macro_body = false;
  std::map<std::size_t, int> m_declared;
};

std::vector<std::string> errors_of(CXTranslationUnit unit) {
  std::vector<std::string> errors;
  const auto count = clang_getNumDiagnostics(unit);
  for (unsigned i = 0; i < count && errors.size() < k_max_errors; ++i) {
    const auto diagnostic = clang_getDiagnostic(unit, i);
    if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
      errors.push_back(text_of(clang_formatDiagnostic(diagnostic, CXDiagnostic_DisplaySourceLocation)));
    clang_disposeDiagnostic(diagnostic);
  }
  return errors;
}

Tree tree_of(CXTranslationUnit unit, CXFile file, const ParseRequest& request, const std::string& path) {
  Tree tree;
  tree.path = path;
  tree.language = language_of(request.command);
  tree.standard = standard_of(request.command);
  std::size_t size = 0;
  if (const char* text = clang_getFileContents(unit, file, &size))
    tree.text.assign(text, size);
  tree.tokens = lex(tree.text);
  Builder(tree, file).run(unit);
  complete(tree);
  infer_types(tree);
  return tree;
}

using Index = std::shared_ptr<void>;

/// Where only the unit's own file is wanted, what its headers do is not, only what they declare.
unsigned bodies_read(const ParseRequest& request) {
  const bool own_only = std::all_of(request.wanted.begin(), request.wanted.end(),
                                    [&](const std::string& path) { return path == request.command.file; });
  return own_only ? CXTranslationUnit_SkipFunctionBodies | CXTranslationUnit_LimitSkipFunctionBodiesToPreamble
                  : CXTranslationUnit_None;
}

CXErrorCode parse_unit(CXIndex index, const ParseRequest& request, CXTranslationUnit& unit) {
  auto words = parser_arguments(request.command);
  words.push_back("-working-directory=" + request.command.directory);
  words.emplace_back("-ferror-limit=0");
  std::vector<const char*> arguments;
  for (const auto& word : words)
    arguments.push_back(word.c_str());
  CXUnsavedFile unsaved{request.command.file.c_str(), request.unsaved.data(), request.unsaved.size()};
  return clang_parseTranslationUnit2(index, request.command.file.c_str(), arguments.data(),
                                     static_cast<int>(arguments.size()), &unsaved,
                                     request.unsaved.empty() ? 0 : 1,
                                     CXTranslationUnit_DetailedPreprocessingRecord |
                                         CXTranslationUnit_KeepGoing | CXTranslationUnit_PrecompiledPreamble |
                                         CXTranslationUnit_CreatePreambleOnFirstParse | bodies_read(request),
                                     &unit);
}

} // namespace

base::Result<ParseOutcome> parse(const ParseRequest& request) {
  const Index index(clang_createIndex(0, 0), clang_disposeIndex);
  CXTranslationUnit unit = nullptr;
  const auto code = parse_unit(index.get(), request, unit);
  ParseOutcome outcome;
  outcome.unit = {unit, [index](void* old) { // the index goes last
                    clang_disposeTranslationUnit(static_cast<CXTranslationUnit>(old));
                  }};
  if (code != CXError_Success || unit == nullptr)
    return base::fail(base::ErrorCode::environment,
                      "libclang could not parse this file with its own compile command (code " +
                          std::to_string(code) + ")",
                      request.command.file);
  outcome.errors = errors_of(unit);
  for (const auto& path : request.wanted)
    if (CXFile file = clang_getFile(unit, path.c_str())) {
      auto tree = tree_of(unit, file, request, path);
      if (!tree.text.empty()) // libclang knows files on disk that this unit does not include
        outcome.trees.push_back(std::move(tree));
    }
  return outcome;
}

} // namespace aurora::schemata
