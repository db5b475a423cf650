#include <choucha/error.h>

/* The formatter would take the hyphens for minus signs. */
/* clang-format off */
G_DEFINE_QUARK(cha-error-quark, cha_error)
/* clang-format on */
