/* gzstat: counts the words of a gzip-compressed text in an SQLite table and prints the most frequent ones. */
#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define VERSION "1.0.0"
#define LONGEST_WORD 64

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "gzstat: %s: %s\n", what, why);
    return 1;
}

static int count(sqlite3_stmt *insert, const char *word, int length)
{
    sqlite3_reset(insert);
    sqlite3_bind_text(insert, 1, word, length, SQLITE_TRANSIENT);
    return sqlite3_step(insert) == SQLITE_DONE ? 0 : 1;
}

static int read_words(gzFile in, sqlite3_stmt *insert)
{
    char word[LONGEST_WORD];
    int length = 0, c;
    while ((c = gzgetc(in)) != -1) {
        if (isalpha(c) && length < LONGEST_WORD) {
            word[length++] = (char)tolower(c);
        } else if (length > 0) {
            if (count(insert, word, length)) return 1;
            length = 0;
        }
    }
    return length > 0 ? count(insert, word, length) : 0;
}

static int print_top(sqlite3 *db, int limit)
{
    sqlite3_stmt *query;
    if (sqlite3_prepare_v2(db, "SELECT word, n FROM words ORDER BY n DESC, word LIMIT ?", -1, &query, NULL)) return 1;
    sqlite3_bind_int(query, 1, limit);
    while (sqlite3_step(query) == SQLITE_ROW)
        printf("%7d %s\n", sqlite3_column_int(query, 1), (const char *)sqlite3_column_text(query, 0));
    return sqlite3_finalize(query) == SQLITE_OK ? 0 : 1;
}

static int run(const char *path, int limit)
{
    gzFile in = gzopen(path, "rb");
    if (!in) return fail(path, "cannot be opened");
    sqlite3 *db;
    sqlite3_stmt *insert;
    if (sqlite3_open(":memory:", &db) ||
        sqlite3_exec(db, "CREATE TABLE words (word TEXT PRIMARY KEY, n INTEGER)", NULL, NULL, NULL) ||
        sqlite3_prepare_v2(db, "INSERT INTO words VALUES (?, 1) ON CONFLICT (word) DO UPDATE SET n = n + 1", -1, &insert, NULL))
        return fail("sqlite", sqlite3_errmsg(db));
    int status = read_words(in, insert) || print_top(db, limit) ? fail("sqlite", sqlite3_errmsg(db)) : 0;
    int error;
    const char *message = gzerror(in, &error);
    if (error != Z_OK && error != Z_STREAM_END) status = fail(path, message);
    sqlite3_finalize(insert);
    sqlite3_close(db);
    gzclose(in);
    return status;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("%s (zlib %s, SQLite %s)\n", VERSION, zlibVersion(), sqlite3_libversion());
        return 0;
    }
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: gzstat FILE.gz [HOW-MANY]\n       gzstat --version\n");
        return 2;
    }
    return run(argv[1], argc == 3 ? atoi(argv[2]) : 10);
}
