#include "cli/kind-operand.h"

#include "cli/language.h"
#include "cli/option.h"

#include <string.h>

gboolean
kind_operand_read(const char *name, ChaKind *ret_kind, GError **error)
{
    const char *names[CHA_N_KINDS + 1] = {NULL};
    const char *nearest = NULL;

    if (cha_kind_from_name(name, ret_kind))
        return TRUE;
    for (guint i = 0; i < CHA_N_KINDS; i++)
        names[i] = cha_kind_name((ChaKind)i);
    nearest = option_nearest(name, names);
    if (nearest != NULL)
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                    _("there is no kind of records \"%s\"; the nearest one is \"%s\""), name, nearest);
    else
        g_set_error(error, USAGE_ERROR, USAGE_ERROR_FAILED, _("there is no kind of records \"%s\""), name);
    return FALSE;
}

gboolean
frame_operand_is_meant(char **operands)
{
    return strcmp(operands[0], FRAME_OPERAND) == 0;
}

gboolean
frame_operand_check(char **operands, guint n_needed, GError **error)
{
    if (g_strv_length(operands) == n_needed)
        return TRUE;
    g_set_error_literal(error, USAGE_ERROR, USAGE_ERROR_FAILED,
                        _("\"frame\" takes the name of one plan here: frame PLAN"));
    return FALSE;
}
