#include "cli/command.h"
#include "cli/language.h"

#include <signal.h>

int
main(int argc, char *argv[])
{
    (void)argc;
    /* A reader that went away is an error like any other: it must not end the
     * program between recording something and saying so. */
    (void)signal(SIGPIPE, SIG_IGN);
    language_set_up();
    return command_main(argv);
}
