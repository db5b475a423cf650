#include "exchange/page/qr-code.h"

#include <qrencode.h>

enum { QUIET = 4 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC(QRcode, QRcode_free)

char *
qr_code_path(const char *text, guint *ret_side)
{
    g_autoptr(QRcode) code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    g_autoptr(GString) path = g_string_new(NULL);

    if (code == NULL)
        return NULL;
    for (int y = 0; y < code->width; y++) {
        for (int x = 0; x < code->width; x++) {
            int run = 0;

            while (x + run < code->width && (code->data[y * code->width + x + run] & 1) != 0)
                run++;
            if (run > 0)
                g_string_append_printf(path, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, run, run);
            x += run;
        }
    }
    *ret_side = (guint)code->width + 2 * QUIET;
    return g_string_free(g_steal_pointer(&path), FALSE);
}
