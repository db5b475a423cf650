#include <choucha/drawing.h>

#include "base/i18n.h"
#include "domain/verification.h"
#include "office/bundle-folder.h"

static char *
verdict_line(const Verification *verification)
{
    GString *line = g_string_new(NULL);

    switch (verification->outcome) {
    case VERIFICATION_VERIFIED:
        g_string_printf(line, "verified %s", verification->commitment);
        break;
    case VERIFICATION_PARTLY:
        g_string_printf(line, "partly %s withheld", verification->commitment);
        for (guint i = 0; i < verification->withheld->len; i++)
            g_string_append_printf(line, " %s", (const char *)g_ptr_array_index(verification->withheld, i));
        break;
    case VERIFICATION_FAILED:
    default:
        g_string_printf(line, "failed\t%s", verification->fault->path);
        if (verification->fault->line > 0)
            g_string_append_printf(line, ":%" G_GUINT64_FORMAT, verification->fault->line);
        g_string_append_printf(line, "\t%s\t%s", verification->fault->rule, verification->fault->text);
        break;
    }
    return g_string_free(line, FALSE);
}

static ChaVerdict
public_verdict(VerificationOutcome outcome)
{
    switch (outcome) {
    case VERIFICATION_VERIFIED:
        return CHA_VERDICT_VERIFIED;
    case VERIFICATION_PARTLY:
        return CHA_VERDICT_PARTLY;
    case VERIFICATION_FAILED:
    default:
        return CHA_VERDICT_FAILED;
    }
}

gboolean
cha_verify(const char *folder, ChaVerdict *ret_verdict, char **ret_line, GError **error)
{
    g_autoptr(Verification) verification = NULL;
    BundleSource *source;

    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_set_error(error, CHA_ERROR, CHA_ERROR_INVALID,
                    _("%s is not a folder; name the folder that holds commit/, seed.txt and draw/"), folder);
        return FALSE;
    }
    source = folder_source_new(folder);
    verification = verification_run(source, error);
    folder_source_free(source);
    if (verification == NULL)
        return FALSE;
    *ret_verdict = public_verdict(verification->outcome);
    *ret_line = verdict_line(verification);
    return TRUE;
}
