#include "support/fault-vfs.h"

#include <sqlite3.h>

/* Every file is one of the usual file system's, with our methods before it. */
typedef struct {
    sqlite3_file base;
    sqlite3_file *real; /* in the same block of memory, behind this */
} FaultFile;

static struct {
    gboolean armed;
    FaultKind kind;
    guint calls_left;
    gboolean happened;
} fault;

static sqlite3_file *
real_of(sqlite3_file *file)
{
    return ((FaultFile *)file)->real;
}

/* What a call that writes should answer: SQLITE_OK to go on. */
static int
next_outcome(void)
{
    if (!fault.armed)
        return SQLITE_OK;
    if (fault.calls_left > 0) {
        fault.calls_left--;
        return SQLITE_OK;
    }
    if (fault.kind == FAULT_WRITE_ONCE && fault.happened)
        return SQLITE_OK;
    fault.happened = TRUE;
    return fault.kind == FAULT_DISK_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
close_file(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int
read_file(sqlite3_file *file, void *buffer, int size, sqlite3_int64 offset)
{
    return real_of(file)->pMethods->xRead(real_of(file), buffer, size, offset);
}

static int
write_file(sqlite3_file *file, const void *buffer, int size, sqlite3_int64 offset)
{
    int outcome = next_outcome();

    return outcome != SQLITE_OK ? outcome
                                : real_of(file)->pMethods->xWrite(real_of(file), buffer, size, offset);
}

static int
truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    int outcome = next_outcome();

    return outcome != SQLITE_OK ? outcome : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int
sync_file(sqlite3_file *file, int flags)
{
    int outcome = next_outcome();

    return outcome != SQLITE_OK ? outcome : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), ret_size);
}

static int
lock_file(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int
unlock_file(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int
check_reserved_lock(sqlite3_file *file, int *ret_reserved)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), ret_reserved);
}

static int
control_file(sqlite3_file *file, int operation, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int
sector_size(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int
device_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int
map_shared(sqlite3_file *file, int region, int size, int extend, void volatile **ret_memory)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, ret_memory);
}

static int
lock_shared(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void
barrier_shared(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int
unmap_shared(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

/* Version 2: without memory-mapped reading, which nobody asks for. */
static const sqlite3_io_methods METHODS = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier_shared,
    .xShmUnmap = unmap_shared,
};

static int
open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    sqlite3_vfs *usual = vfs->pAppData;
    FaultFile *self = (FaultFile *)file;
    int code;

    self->base.pMethods = NULL;
    self->real = (sqlite3_file *)(self + 1);
    self->real->pMethods = NULL;
    code = usual->xOpen(usual, name, self->real, flags, ret_flags);
    if (self->real->pMethods != NULL)
        self->base.pMethods = &METHODS;
    return code;
}

void
fault_vfs_register(void)
{
    static sqlite3_vfs vfs;
    sqlite3_vfs *usual = sqlite3_vfs_find(NULL);

    vfs = *usual;
    vfs.zName = "fault";
    vfs.szOsFile = (int)sizeof(FaultFile) + usual->szOsFile;
    vfs.pAppData = usual;
    vfs.xOpen = open_file;
    g_assert_cmpint(sqlite3_vfs_register(&vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_arm(FaultKind kind, guint calls)
{
    fault.armed = TRUE;
    fault.kind = kind;
    fault.calls_left = calls;
    fault.happened = FALSE;
}

gboolean
fault_vfs_disarm(void)
{
    fault.armed = FALSE;
    return fault.happened;
}
