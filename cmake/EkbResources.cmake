# ekb_resources(TARGET NAMESPACE ROOT FILES...): puts data files into the program, so that it needs no
# data folder when it runs. Each is found by its path below ROOT through NAMESPACE::resource().
function(ekb_resources target namespace root)
  set(assembly "${CMAKE_CURRENT_BINARY_DIR}/${target}_resources.S")
  set(table "${CMAKE_CURRENT_BINARY_DIR}/${target}_resources.cpp")
  set(asm "    .section .rodata\n")
  set(externs "")
  set(rows "")
  set(i 0)
  set(paths "")
  foreach(file IN LISTS ARGN)
    set(path "${CMAKE_CURRENT_SOURCE_DIR}/${root}/${file}")
    list(APPEND paths "${path}")
    set(symbol "${target}_resource_${i}")
    string(APPEND asm "    .global ${symbol}\n    .global ${symbol}_end\n${symbol}:\n    .incbin \"${path}\"\n${symbol}_end:\n    .byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND rows "    {\"${file}\", ${symbol}, ${symbol}_end},\n")
    math(EXPR i "${i} + 1")
  endforeach()
  string(APPEND asm "    .section .note.GNU-stack,\"\",@progbits\n")
  file(GENERATE OUTPUT "${assembly}" CONTENT "${asm}")
  file(GENERATE OUTPUT "${table}" CONTENT
"#include \"kb/model/resource.h\"
${externs}
namespace {
const ekb::ResourceRow rows[] = {
${rows}};
}
namespace ${namespace} {
std::string_view resource(std::string_view name);
std::string_view resource(std::string_view name) { return ekb::find_resource(rows, sizeof rows / sizeof *rows, name); }
}
")
  set_source_files_properties("${assembly}" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${assembly}" "${table}")
endfunction()
