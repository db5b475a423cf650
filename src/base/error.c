#include <choucha/error.h>

/* clang-format off: it takes the hyphens for minus signs */
G_DEFINE_QUARK(cha - error - quark, cha_error)
