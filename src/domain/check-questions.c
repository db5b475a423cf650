#include "base/i18n.h"
#include "domain/check.h"

void
check_questions(Design *design, GPtrArray *findings)
{
    for (guint i = 0; i < design->questions->len; i++) {
        const DesignQuestion *question = g_ptr_array_index(design->questions, i);

        check_add(findings, CHECK_HINDRANCE, question->drawing,
                  g_strdup_printf(_("plan %s: column \"%s\", published as \"%s\", was taken as \"%s\", which "
                                    "nobody has accepted yet; import the table again with --accept, or with "
                                    "what is meant"),
                                  question->drawing, question->column, question->text, question->taken));
    }
}
