#include <sqlite3.h>

/* Swift does not import variadic functions or casts of -1 to a destructor. */
static inline sqlite3_destructor_type presscut_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/* Lets closing leave the write-ahead log as it is. */
static inline int presscut_sqlite_no_checkpoint_on_close(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
