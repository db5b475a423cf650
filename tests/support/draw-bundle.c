/* Draws or verifies the bundle in a folder, without a store:
 *     draw-bundle draw FOLDER      writes FOLDER/draw from commit/ and seed.txt
 *     draw-bundle verify FOLDER    says what verification says
 * Exit status: 0 drawn or verified, 1 not (or partly), 2 an error. */
#include "domain/draw.h"
#include "domain/verification.h"
#include "support/file-source.h"

#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static void
print_fault(const RuleFault *fault)
{
    if (fault->line > 0)
        printf("failed\t%s:%" PRIu64 "\t%s\t%s\n", fault->path, fault->line, fault->rule, fault->text);
    else
        printf("failed\t%s\t%s\t%s\n", fault->path, fault->rule, fault->text);
}

static gboolean
write_file(const char *folder, const char *name, GBytes *bytes, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "draw", name, NULL);

    return g_file_set_contents(path, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), error);
}

static int
draw_folder(BundleSource *source, const char *folder, GError **error)
{
    g_autofree char *seed_path = g_build_filename(folder, "seed.txt", NULL);
    g_autofree char *draw_path = g_build_filename(folder, "draw", NULL);
    g_autoptr(GBytes) seed_text = NULL;
    g_autoptr(Draw) draw = NULL;
    g_autoptr(RuleFault) fault = NULL;
    char *bytes = NULL;
    gsize length = 0;

    if (!g_file_get_contents(seed_path, &bytes, &length, error))
        return 2;
    seed_text = g_bytes_new_take(bytes, length);
    if (!draw_compute(source, seed_text, &draw, &fault, error)) {
        if (fault == NULL)
            return 2;
        print_fault(fault);
        return 1;
    }
    g_mkdir_with_parents(draw_path, 0777);
    if (!write_file(folder, "sizes.csv", draw->sizes, error) ||
        !write_file(folder, "selection.csv", draw->selection, error) ||
        !write_file(folder, "visits.csv", draw->visits, error) ||
        !write_file(folder, "teams.csv", draw->teams, error) ||
        !write_file(folder, "SHA256SUMS", draw->sums, error))
        return 2;
    printf("drawn\t%s\n", draw->seed);
    return 0;
}

static int
verify_folder(BundleSource *source, GError **error)
{
    g_autoptr(Verification) verification = verification_run(source, error);

    if (verification == NULL)
        return 2;
    if (verification->outcome == VERIFICATION_FAILED) {
        print_fault(verification->fault);
        return 1;
    }
    printf("%s %s", verification->outcome == VERIFICATION_VERIFIED ? "verified" : "partly",
           verification->commitment);
    for (guint i = 0; i < verification->withheld->len; i++)
        printf("%s %s", i == 0 ? " withheld" : "", (const char *)verification->withheld->pdata[i]);
    printf("\n");
    return verification->outcome == VERIFICATION_VERIFIED ? 0 : 1;
}

int
main(int argc, char *argv[])
{
    g_autoptr(GError) error = NULL;
    BundleSource *source = NULL;
    int status = 2;

    setlocale(LC_ALL, "");
    if (argc != 3 || (strcmp(argv[1], "draw") != 0 && strcmp(argv[1], "verify") != 0)) {
        fprintf(stderr, "usage: draw-bundle draw|verify FOLDER\n");
        return 2;
    }
    source = file_source_new(argv[2]);
    if (strcmp(argv[1], "draw") == 0)
        status = draw_folder(source, argv[2], &error);
    else
        status = verify_folder(source, &error);
    if (error != NULL)
        fprintf(stderr, "draw-bundle: %s\n", error->message);
    file_source_free(source);
    return status;
}
