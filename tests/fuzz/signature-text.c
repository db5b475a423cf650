/* Any bytes at all: they are no signature, or exactly what is written of the one
 * that was read. */
#include "domain/signature-text.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_auto(SignatureFault) fault = {0};
    g_autoptr(SignatureText) text = signature_text_parse((const char *)data, size, &fault);
    g_autofree char *statement = NULL;
    g_autofree char *path = NULL;
    g_autofree char *again = NULL;

    g_assert_true((text != NULL) == (fault.text == NULL));
    if (text == NULL)
        return 0;
    again = signature_text_write(text);
    statement = signature_text_statement(text);
    path = signature_text_path(text);
    g_assert_cmpuint(strlen(again), ==, size);
    g_assert_true(memcmp(again, data, size) == 0);
    g_assert_true(g_str_has_prefix(again, statement));
    g_assert_true(g_str_has_prefix(path, "signatures/"));
    g_assert_true(g_utf8_validate(again, -1, NULL));
    /* What is signed is the statement and nothing after it. */
    if (signature_verify(&text->key, text->user_id, statement, text->signature))
        g_assert_false(signature_verify(&text->key, text->user_id, again, text->signature));
    return 0;
}
