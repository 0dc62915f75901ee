#include <sqlite3.h>

/* Swift does not import variadic functions or casts of -1 to a destructor. */
static inline sqlite3_destructor_type presscut_sqlite_transient(void) { return SQLITE_TRANSIENT; }
