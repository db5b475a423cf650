#include "cli/help.h"

#include "cli/language.h"
#include "cli/output.h"

#include <choucha/registry.h>

typedef struct {
    CommandGroup group;
    const char *title;
} GroupTitle;

static const GroupTitle GROUP_TITLES[] = {
    {GROUP_QUARTER, N_("Everything at once")},
    {GROUP_RECORDS, N_("Records: departments, items, targets, inspectors, plans, results")},
    {GROUP_CAMPAIGN, N_("Campaigns: from plans to visits and teams")},
    {GROUP_CALENDAR, N_("Calendars: days for the visits")},
    {GROUP_REPORT, N_("Reports")},
    {GROUP_HELP, N_("Help")},
};

static gboolean
print(const GString *text, GError **error)
{
    g_autoptr(Output) output = output_new(NULL, error);

    return output != NULL && output_write(text->str, text->len, output, error) &&
           output_finish(output, error);
}

/* "CAMPAIGN -o BUNDLE [--source NAME=DESCRIPTION]… [--short-teams]" */
static void
append_usage(GString *text, const Command *command)
{
    g_string_append_printf(text, "choucha %s", command->name);
    for (const Operand *operand = command->operands; operand != NULL && operand->name != NULL; operand++)
        g_string_append_printf(text, operand->optional ? " [%s]%s" : " %s%s", operand->name,
                               operand->repeated ? "…" : "");
    for (const Option *option = command->options; option != NULL && option->name != NULL; option++) {
        g_string_append(text, option->required ? " " : " [");
        if (option->letter != '\0')
            g_string_append_printf(text, "-%c", option->letter);
        else
            g_string_append_printf(text, "--%s", option->name);
        if (option->value_name != NULL)
            g_string_append_printf(text, " %s", option->value_name);
        g_string_append(text, option->required ? "" : "]");
        g_string_append(text, option->kind == OPTION_PAIRS ? "…" : "");
    }
    g_string_append_c(text, '\n');
}

static void
append_options(GString *text, const Option *options)
{
    guint widest = 0;

    for (const Option *option = options; option->name != NULL; option++) {
        g_autofree char *synopsis = option_synopsis(option);

        widest = MAX(widest, text_width(synopsis));
    }
    for (const Option *option = options; option->name != NULL; option++) {
        g_autofree char *synopsis = option_synopsis(option);

        g_string_append_printf(text, "  %-*s  %s\n", (int)widest, synopsis, _(option->help));
    }
}

static void
append_statuses(GString *text, const Command *command)
{
    g_string_append_printf(text, "\n%s\n", _("Exit status:"));
    g_string_append_printf(text, "  0   %s\n", _("done"));
    if (command->not_all_good != NULL)
        g_string_append_printf(text, "  1   %s\n", _(command->not_all_good));
    g_string_append_printf(text, "  2   %s\n", _("the command line is wrong"));
    if (command->group == GROUP_HELP)
        return;
    g_string_append_printf(text, "  3   %s\n",
                           _("bad input, an unknown name, or nothing due; nothing was changed"));
    g_string_append_printf(text, "  4   %s\n",
                           _("a conflict with what is recorded, or the store is busy; nothing was changed"));
    g_string_append_printf(text, "  70  %s\n", _("the store or the output cannot be written or read"));
}

gboolean
help_show_overview(GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "%s\n\n",
                           _("choucha: schedules \"double random, one public\" inspections of joint teams"));
    g_string_append_printf(text, "%s choucha [--store FILE] [--by NAME] [-q|-v] COMMAND …\n", _("Usage:"));
    for (gsize g = 0; g < G_N_ELEMENTS(GROUP_TITLES); g++) {
        g_string_append_printf(text, "\n%s\n", _(GROUP_TITLES[g].title));
        for (gsize i = 0; COMMANDS[i] != NULL; i++) {
            if (COMMANDS[i]->group == GROUP_TITLES[g].group)
                g_string_append_printf(text, "  %-9s %s\n", COMMANDS[i]->name, _(COMMANDS[i]->summary));
        }
    }
    g_string_append_printf(text, "\n%s\n", _("Options of every command:"));
    append_options(text, GLOBAL_OPTIONS);
    g_string_append_printf(text, "\n%s\n", _("\"choucha help COMMAND\" explains a command."));
    return print(text, error);
}

gboolean
help_show_command(const Command *command, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_append_printf(text, "%s ", _("Usage:"));
    append_usage(text, command);
    g_string_append_printf(text, "\n%s\n", _(command->summary));
    if (command->description != NULL)
        g_string_append_printf(text, "\n%s\n", _(command->description));
    if (command->options != NULL) {
        g_string_append_printf(text, "\n%s\n", _("Options:"));
        append_options(text, command->options);
    }
    g_string_append_printf(text, "\n%s\n", _("Options of every command:"));
    append_options(text, GLOBAL_OPTIONS);
    append_statuses(text, command);
    if (command->example != NULL)
        g_string_append_printf(text, "\n%s\n  choucha %s\n", _("Example:"), command->example);
    return print(text, error);
}

static void
append_words(GString *text, const Option *options)
{
    for (const Option *option = options; option != NULL && option->name != NULL; option++)
        g_string_append_printf(text, " --%s", option->name);
}

/* A command whose first operand is a kind of records completes these as well. */
static void
append_kinds(GString *text, const Command *command)
{
    if (command->operands == NULL || !g_str_has_prefix(command->operands->name, "KIND"))
        return;
    for (guint i = 0; i < CHA_N_KINDS; i++)
        g_string_append_printf(text, " %s", cha_kind_name((ChaKind)i));
}

static void
append_choices(GString *text, const Command *command)
{
    for (const Option *option = command->options; option != NULL && option->name != NULL; option++) {
        if (option->kind != OPTION_CHOICE)
            continue;
        g_string_append_printf(text, "        %s:--%s) words='", command->name, option->name);
        for (gsize i = 0; option->choices[i] != NULL; i++)
            g_string_append_printf(text, "%s%s", i > 0 ? " " : "", option->choices[i]);
        g_string_append(text, "' ;;\n");
    }
}

gboolean
help_show_completion(GError **error)
{
    g_autoptr(GString) text =
        g_string_new("# bash completion of choucha; written by `choucha help --completion`\n"
                     "_choucha()\n{\n"
                     "    local word=$2 previous=$3 command='' words='' i\n"
                     "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                     "        case ${COMP_WORDS[i]} in\n"
                     "        --store | --by) ((i++)) ;;\n"
                     "        -*) ;;\n"
                     "        *) command=${COMP_WORDS[i]}; break ;;\n"
                     "        esac\n"
                     "    done\n"
                     "    case $command:$previous in\n");

    for (gsize i = 0; COMMANDS[i] != NULL; i++)
        append_choices(text, COMMANDS[i]);
    g_string_append(text, "        *)\n            case $command in\n            '') words='");
    for (gsize i = 0; COMMANDS[i] != NULL; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", COMMANDS[i]->name);
    g_string_append(text, "' ;;\n");
    for (gsize i = 0; COMMANDS[i] != NULL; i++) {
        g_string_append_printf(text, "            %s) words='", COMMANDS[i]->name);
        append_kinds(text, COMMANDS[i]);
        append_words(text, COMMANDS[i]->options);
        g_string_append(text, "' ;;\n");
    }
    g_string_append(text, "            esac\n            words+='");
    append_words(text, GLOBAL_OPTIONS);
    g_string_append(text, "' ;;\n    esac\n"
                          "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n}\n"
                          "complete -o default -F _choucha choucha\n");
    return print(text, error);
}
