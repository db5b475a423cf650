#include "cli/command.h"
#include "cli/language.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* A stream that the caller closed must not become the number of a file that
 * is opened next: what is printed would go into it. */
static void
keep_streams_open(void)
{
    int descriptor = -1;

    do {
        descriptor = open("/dev/null", O_RDONLY); /* so that writing still fails */
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor >= 0)
        (void)close(descriptor);
}

int
main(int argc, char *argv[])
{
    (void)argc;
    keep_streams_open();
    /* A reader that went away is an error like any other: it must not end the
     * program between recording something and saying so. */
    (void)signal(SIGPIPE, SIG_IGN);
    language_set_up();
    return command_main(argv);
}
