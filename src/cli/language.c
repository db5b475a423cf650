#include "cli/language.h"

#include <locale.h>
#include <string.h>

static const char TEXT_DOMAIN[] = "choucha";

/* The first of these that is set and not empty names the locale of messages. */
static const char *
wanted_locale(void)
{
    static const char *const VARIABLES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (gsize i = 0; i < G_N_ELEMENTS(VARIABLES); i++) {
        const char *value = g_getenv(VARIABLES[i]);

        if (value != NULL && *value != '\0')
            return value;
    }
    return NULL;
}

static gboolean
is_plain(const char *locale)
{
    return locale != NULL && (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0);
}

/* gettext looks for zh_SG, then for zh, never for zh_CN, which has the only
 * Chinese catalogue there is; people who want the traditional script are
 * better served in English. */
static gboolean
is_simplified_chinese(const char *language)
{
    static const char *const NAMES[] = {"zh", "zh_SG", "zh_MY", "zh_Hans"};
    gsize length = strcspn(language, ".@");

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (strlen(NAMES[i]) == length && strncmp(language, NAMES[i], length) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A list of languages as gettext reads it, with zh_CN where it will do. */
static char *
language_list(const char *wanted)
{
    g_auto(GStrv) languages = g_strsplit(wanted, ":", -1);
    g_autoptr(GString) list = g_string_new(NULL);

    for (gsize i = 0; languages[i] != NULL; i++) {
        if (*languages[i] == '\0')
            continue;
        g_string_append_printf(list, "%s%s", list->len > 0 ? ":" : "", languages[i]);
        if (is_simplified_chinese(languages[i]))
            g_string_append(list, ":zh_CN");
    }
    return g_string_free(g_steal_pointer(&list), FALSE);
}

static void
set_locale(void)
{
    const char *wanted = wanted_locale();
    const char *languages = g_getenv("LANGUAGE");
    g_autofree char *list = NULL;

    if (languages != NULL && *languages == '\0')
        languages = NULL;
    /* gettext heeds LANGUAGE in every locale but C. Without a catalogue of the
     * C library for the wanted one, C.UTF-8 is a locale that it heeds it in. */
    if (!is_plain(wanted) && (wanted != NULL || languages != NULL) &&
        (setlocale(LC_ALL, "") == NULL || is_plain(setlocale(LC_MESSAGES, NULL))))
        (void)setlocale(LC_ALL, "C.UTF-8");
    /* Numbers are data here: they look the same everywhere. */
    (void)setlocale(LC_NUMERIC, "C");
    if (languages == NULL)
        languages = wanted;
    if (languages == NULL)
        return;
    list = language_list(languages);
    if (!g_setenv("LANGUAGE", list, TRUE))
        return; /* texts stay English; nothing else is lost */
}

static gboolean
has_catalogue(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "zh_CN", "LC_MESSAGES", "choucha.mo", NULL);

    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* Beside the program, so that it may be installed or unpacked anywhere and
 * also runs from the folder it was built in. */
static char *
catalogue_folder(void)
{
    static const char *const PLACES[] = {"../share/locale", "../../data/po"};
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : NULL;
    const char *given = g_getenv("CHOUCHA_LOCALEDIR");

    if (given != NULL && *given != '\0')
        return g_strdup(given);
    for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS(PLACES); i++) {
        g_autofree char *place = g_build_filename(folder, PLACES[i], NULL);

        if (has_catalogue(place))
            return g_steal_pointer(&place);
    }
    return g_strdup(CHOUCHA_CONFIGURED_LOCALEDIR);
}

void
language_set_up(void)
{
    g_autofree char *folder = catalogue_folder();

    set_locale();
    (void)bindtextdomain(TEXT_DOMAIN, folder);
    (void)bind_textdomain_codeset(TEXT_DOMAIN, "UTF-8");
    (void)textdomain(TEXT_DOMAIN);
}
