// The parts of libclang's C API that module Clang uses; nothing else includes them.
#pragma once
#include <clang-c/CXErrorCode.h>
#include <clang-c/CXString.h>
#include <clang-c/Index.h>
