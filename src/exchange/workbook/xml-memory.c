#include "exchange/workbook/xml-memory.h"

#include <glib.h>
#include <stddef.h>
#include <stdlib.h>

#define MAX_MEMORY ((gsize)64 << 20)

/* expat's memory, counted: each block has its size in front. */
typedef union {
    gsize size;
    max_align_t align;
} BlockHead;

static gsize memory_in_use;

static gboolean
account(gsize added, gsize freed)
{
    /* A difference below zero wraps, and so does its sum. */
    gsize before = (gsize)g_atomic_pointer_add(&memory_in_use, added - freed);

    if (added <= freed || before + added - freed <= MAX_MEMORY)
        return TRUE;
    (void)g_atomic_pointer_add(&memory_in_use, freed - added);
    return FALSE;
}

static void *
counted_realloc(void *block, size_t size)
{
    BlockHead *head = block != NULL ? (BlockHead *)block - 1 : NULL;
    gsize old_size = head != NULL ? head->size : 0;
    BlockHead *moved;

    if (size > MAX_MEMORY || !account(size, old_size))
        return NULL;
    moved = realloc(head, sizeof *head + size);
    if (moved == NULL) {
        (void)account(old_size, size);
        return NULL;
    }
    moved->size = size;
    return moved + 1;
}

static void *
counted_malloc(size_t size)
{
    return counted_realloc(NULL, size);
}

static void
counted_free(void *block)
{
    BlockHead *head = block != NULL ? (BlockHead *)block - 1 : NULL;

    if (head == NULL)
        return;
    (void)account(0, head->size);
    free(head);
}

const XML_Memory_Handling_Suite XML_COUNTED_MEMORY = {counted_malloc, counted_realloc, counted_free};
