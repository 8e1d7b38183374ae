/* SPDX-License-Identifier: MIT
 *
 * POSIX, as little as possible. A file is opened without waiting, judged by fstat and read up to the size it had
 * then; so neither a pipe, a device nor a growing file can hold us up.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "tool/world.h"
#include "base/date.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef NIVEAU_PREFIX
#define NIVEAU_PREFIX "/usr/local"
#endif

#define PATH_SIZE 4096

static const char *why(const struct session *s, int error)
{
	switch (error) {
	case ENOENT:
		return say(s, "den findes ikke", "it does not exist");
	case EACCES:
	case EPERM:
		return say(s, "der er ikke adgang", "access is denied");
	case EROFS:
		return say(s, "disken er skrivebeskyttet", "the disk is read-only");
	case ENOSPC:
	case EDQUOT:
		return say(s, "disken er fuld", "the disk is full");
	case ENOTDIR:
		return say(s, "en del af stien er ikke en mappe", "a part of the path is no folder");
	case EISDIR:
		return say(s, "det er en mappe", "it is a folder");
	case ELOOP:
		return say(s, "henvisningerne går i ring", "the links go in a circle");
	case ENAMETOOLONG:
		return say(s, "navnet er for langt", "the name is too long");
	case EPIPE:
		return say(s, "modtageren læser ikke mere", "the reader has gone");
	default:
		return strerror(error);
	}
}

bool world_is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool world_is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

const char *world_join(struct arena *a, const char *folder, const char *name)
{
	size_t n = strlen(folder);
	if (!n)
		return arena_text(a, name, strlen(name));
	return arena_printf(a, "%s%s%s", folder, folder[n - 1] == '/' ? "" : "/", name);
}

const char *world_folder(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return "";
	return slash == path ? "/" : arena_text(a, path, (size_t)(slash - path));
}

bool world_is_inside(const char *path, const char *folder)
{
	char file[PATH_SIZE + 1], place[PATH_SIZE + 1];
	if (!realpath(path, file) || !realpath(*folder ? folder : ".", place))
		return true; /* opening it will say why */
	size_t n = strlen(place);
	n -= n == 1; /* "/" */
	return strncmp(file, place, n) == 0 && file[n] == '/' && !strchr(file + n + 1, '/');
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool world_list(struct session *s, const char *folder, const char *ending, path_list *out)
{
	DIR *d = opendir(folder);
	if (!d) {
		diag_cannot_read(&s->d, SPAN_NONE, folder, why(s, errno));
		return false;
	}
	size_t end = strlen(ending);
	for (struct dirent *e; (e = readdir(d));) {
		size_t n = strlen(e->d_name);
		if (n > end && e->d_name[0] != '.' && strcmp(e->d_name + n - end, ending) == 0)
			vec_push(s->a, out, world_join(s->a, folder, e->d_name));
	}
	closedir(d);
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, compare_paths);
	return true;
}

/* Up to `limit` bytes; -1 with errno where reading fails. */
static ssize_t read_all(int file, char *to, size_t limit)
{
	size_t n = 0;
	while (n < limit) {
		ssize_t got = read(file, to + n, limit - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

static bool read_input(struct session *s, struct arena *a, struct str *out)
{
	struct text t = {.a = a};
	char piece[16384];
	for (;;) {
		ssize_t got = read_all(STDIN_FILENO, piece, sizeof piece);
		if (got < 0) {
			diag_cannot_read(&s->d, SPAN_NONE, "-", why(s, errno));
			return false;
		}
		text_add(&t, piece, (size_t)got);
		if (t.n > SOURCE_LIMIT) {
			diag_too_large(&s->d, SPAN_NONE, "-", SOURCE_LIMIT >> 20);
			return false;
		}
		if ((size_t)got < sizeof piece)
			break;
	}
	*out = (struct str){text_c(&t), t.n};
	return true;
}

/* False after a finding where this is nothing to read. */
static bool may_read(struct session *s, const char *path, const struct stat *st)
{
	if (S_ISDIR(st->st_mode))
		diag_is_a_folder(&s->d, SPAN_NONE, path);
	else if (!S_ISREG(st->st_mode))
		diag_not_a_file(&s->d, SPAN_NONE, path);
	else if (st->st_size > (off_t)SOURCE_LIMIT)
		diag_too_large(&s->d, SPAN_NONE, path, SOURCE_LIMIT >> 20);
	else
		return true;
	return false;
}

bool world_read(struct session *s, struct arena *a, const char *path, struct str *out)
{
	if (strcmp(path, "-") == 0)
		return read_input(s, a, out);
	int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	if (file < 0 || fstat(file, &st) != 0) {
		diag_cannot_read(&s->d, SPAN_NONE, path, why(s, errno));
		if (file >= 0)
			close(file);
		return false;
	}
	bool good = may_read(s, path, &st);
	if (good) {
		char *p = arena_alloc(a, (size_t)st.st_size + 1);
		ssize_t n = read_all(file, p, (size_t)st.st_size);
		good = n >= 0;
		if (!good)
			diag_cannot_read(&s->d, SPAN_NONE, path, why(s, errno));
		else
			*out = (struct str){p, (size_t)n};
	}
	close(file);
	return good;
}

int world_open(struct session *s, const char *path)
{
	bool input = strcmp(path, "-") == 0;
	int file = input ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	bool good = file >= 0 && fstat(file, &st) == 0;
	if (!good)
		diag_cannot_read(&s->d, SPAN_NONE, path, why(s, errno));
	else if (S_ISDIR(st.st_mode))
		diag_is_a_folder(&s->d, SPAN_NONE, path);
	else if (!input && !S_ISREG(st.st_mode))
		diag_not_a_file(&s->d, SPAN_NONE, path);
	else
		return file;
	if (file >= 0)
		world_close(file);
	return -1;
}

ptrdiff_t world_next(struct session *s, int file, const char *path, char *to, size_t n)
{
	ssize_t got = read_all(file, to, n);
	if (got < 0)
		diag_cannot_read(&s->d, SPAN_NONE, path, why(s, errno));
	return got;
}

void world_close(int file)
{
	if (file != STDIN_FILENO)
		close(file);
}

static bool write_all(int file, const char *p, size_t n)
{
	while (n) {
		ssize_t put = write(file, p, n);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

/* The permissions of the file that is replaced, or those of a new file. */
static mode_t mode_of(const char *path)
{
	struct stat st;
	if (stat(path, &st) == 0)
		return st.st_mode & 0777;
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

bool world_write(struct session *s, const char *path, struct str text)
{
	char real[PATH_SIZE + 1];
	const char *target = realpath(path, real) ? real : path;
	char *temporary = arena_printf(s->a, "%s.XXXXXX", target);
	int file = mkstemp(temporary);
	bool good = file >= 0 && fchmod(file, mode_of(target)) == 0 &&
	            write_all(file, text.p, text.n) && fsync(file) == 0;
	int error = errno;
	if (file >= 0 && close(file) != 0 && good) {
		error = errno;
		good = false;
	}
	if (good && rename(temporary, target) != 0) {
		error = errno;
		good = false;
	}
	if (good)
		return true;
	if (file >= 0)
		unlink(temporary);
	diag_cannot_write(&s->d, SPAN_NONE, path, why(s, error));
	return false;
}

char *world_scratch(struct arena *a)
{
	const char *folder = getenv("TMPDIR");
	char *path = arena_printf(a, "%s/niveau.XXXXXX", folder && *folder ? folder : "/tmp");
	int file = mkstemp(path);
	if (file < 0)
		return NULL;
	close(file);
	return path;
}

bool world_scratch_read(const char *path, struct text *out)
{
	char part[16384];
	ssize_t n;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	while ((n = read(file, part, sizeof part)) > 0)
		text_add(out, part, (size_t)n);
	close(file);
	return n == 0;
}

void world_scratch_remove(const char *path)
{
	unlink(path);
}

bool world_make_folder(struct session *s, const char *path)
{
	if (mkdir(path, 0777) == 0 || (errno == EEXIST && world_is_folder(path)))
		return true;
	diag_cannot_write(&s->d, SPAN_NONE, path, why(s, errno == EEXIST ? ENOTDIR : errno));
	return false;
}

/* Where the program lies; "" where that is not known. */
static const char *own_folder(const struct session *s)
{
	char path[PATH_SIZE + 1];
	ssize_t n = readlink("/proc/self/exe", path, PATH_SIZE);
	if (n > 0) {
		path[n] = 0;
		return world_folder(s->a, path);
	}
	return strchr(s->program, '/') ? world_folder(s->a, s->program) : "";
}

const char *world_shared(const struct session *s, const char *variable, const char *beside,
                         const char *name)
{
	const char *given = getenv(variable), *own = own_folder(s);
	const char *const places[] = {
		given && *given ? given : NULL,
		*own ? world_join(s->a, own, beside) : NULL,
		*own ? arena_printf(s->a, "%s/../share/niveau/%s", own, name) : NULL,
		arena_printf(s->a, NIVEAU_PREFIX "/share/niveau/%s", name),
	};
	if (places[0])
		return world_is_folder(places[0]) ? places[0] : NULL;
	for (size_t i = 1; i < sizeof places / sizeof *places; i++)
		if (places[i] && world_is_folder(places[i]))
			return places[i];
	return NULL;
}

bool world_print(struct session *s)
{
	if (!s->out.n || write_all(STDOUT_FILENO, s->out.p, s->out.n))
		return true;
	const char *reason = why(s, errno);
	struct text t = {.a = s->a};
	text_printf(&t, "niveau: %s: %s\n",
	            say(s, "svaret kan ikke skrives", "the answer cannot be written"), reason);
	world_warn(text_c(&t));
	return false;
}

void world_warn(const char *text)
{
	fputs(text, stderr);
}

int64_t world_today(void)
{
	time_t now = time(NULL);
	struct tm day;
	if (!localtime_r(&now, &day))
		return 0;
	return date_day(day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}
