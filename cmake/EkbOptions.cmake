# Flags that every target of ours takes through ekb_options; nothing is set globally but the
# compiler launcher and the linker, which change no meaning.
option(EKB_WERROR "Warnings are errors" OFF)
set(EKB_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them: address,undefined or thread")

find_program(EKB_CCACHE ccache)
if(EKB_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${EKB_CCACHE})
endif()

add_library(ekb_options INTERFACE)
target_compile_features(ekb_options INTERFACE cxx_std_20)
target_include_directories(ekb_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(ekb_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion>
  # GCC 12 reports false positives of these two inside std::string and std::optional at -O2.
  $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict -Wno-maybe-uninitialized>
  $<$<AND:$<BOOL:${EKB_WERROR}>,$<COMPILE_LANGUAGE:CXX>>:-Werror>)
if(EKB_SANITIZE)
  # Without no-sanitize-recover an undefined operation is printed and the test still passes.
  target_compile_options(ekb_options INTERFACE -fsanitize=${EKB_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(ekb_options INTERFACE -fsanitize=${EKB_SANITIZE})
endif()
find_program(EKB_LLD ld.lld)
if(EKB_LLD)
  target_link_options(ekb_options INTERFACE -fuse-ld=lld)
endif()

# ekb_module(NAME SOURCES...): one layer as a static library. Headers are found by their path from the root.
function(ekb_module name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC ekb_options)
endfunction()
