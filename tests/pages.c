/* SPDX-License-Identifier: MIT
 *
 * The fenced examples of docs/ are tests: each ```niv block is a file of its own, written to a scratch folder and
 * checked.
 *
 *     docs/findings/NNNN.md   under "## Eksempel" the block raises NNNN, under "## I stedet" it does not; neither may
 *                             raise an error of text or names (1xxx, 2xxx) besides
 *     docs/language.md,
 *     docs/authoring.md       ```niv             no error, and every eksempel comes out as expected
 *                             ```niv fejl N2001  raises N2001
 *                             ```niv uddrag      is not run
 *
 * A first line "#: build --to c" in a block runs another command than check, as in goldens.
 * Each block is a cmocka case, named by its file and line. With arguments, just those pages.
 */
#include "runner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <glob.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCKS_MAX 2048

enum want { WANT_CODE, WANT_NOT_CODE, WANT_CLEAN };

struct block {
	char name[160]; /* docs/findings/2001.md:12 */
	char *text;
	enum want want;
	char code[8]; /* N2001, or "" */
};

struct pages {
	struct block list[BLOCKS_MAX];
	size_t n;
};

/* ---- reading pages -------------------------------------------------------------------------------------- */

static bool starts(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* What a fence of this page asks for; false where the block is not run. */
static bool read_fence(const char *fence, const char *page_code, bool instead, struct block *b)
{
	const char *info = fence + strlen("```niv");
	if (starts(info, " uddrag"))
		return false;
	if (starts(info, " fejl N")) {
		b->want = WANT_CODE;
		snprintf(b->code, sizeof b->code, "%.5s", info + strlen(" fejl "));
		return true;
	}
	b->want = !*page_code ? WANT_CLEAN : instead ? WANT_NOT_CODE : WANT_CODE;
	snprintf(b->code, sizeof b->code, "%s", page_code);
	return *info == 0 || *info == '\n' || *info == ' ';
}

/* docs/findings/2001.md is about N2001; other pages are about no code. */
static void code_of_page(const char *path, char code[8])
{
	const char *base = strrchr(path, '/');
	base = base ? base + 1 : path;
	*code = 0;
	if (strspn(base, "0123456789") == 4)
		snprintf(code, 8, "N%.4s", base);
}

/* The block's text up to the closing fence; *at is moved behind it. */
static char *read_block(const char **at, long *line)
{
	const char *from = *at, *end = from;
	while (*end && !starts(end, "```")) {
		const char *next = strchr(end, '\n');
		end = next ? next + 1 : end + strlen(end);
		++*line;
	}
	char *text = must(calloc(1, (size_t)(end - from) + 1));
	memcpy(text, from, (size_t)(end - from));
	*at = end;
	return text;
}

static void read_page(struct pages *p, const char *path)
{
	FILE *f = must(fopen(path, "rb"));
	char *text = read_stream(f), code[8];
	bool instead = false;
	long line = 1;
	fclose(f);
	code_of_page(path, code);
	for (const char *at = text; *at; line++) {
		const char *end = strchr(at, '\n'), *next = end ? end + 1 : at + strlen(at);
		struct block *b = &p->list[p->n];
		if (starts(at, "## "))
			instead = starts(at, "## I stedet");
		if (starts(at, "```")) {
			bool wanted = starts(at, "```niv") && read_fence(at, code, instead, b);
			snprintf(b->name, sizeof b->name, "%s:%ld", path, line);
			line++;
			b->text = read_block(&next, &line);
			if (wanted)
				p->n++;
			else
				free(b->text);
			assert_true(p->n < BLOCKS_MAX);
			end = strchr(next, '\n');
			next = end ? end + 1 : next + strlen(next);
		}
		at = next;
	}
	free(text);
}

/* ---- running a block ------------------------------------------------------------------------------------ */

#define ARGS_MAX 16

/* The words of a first line "#: build --to c", or the command; what is built goes to the scratch folder. */
static void arguments(const struct block *b, const char *command, char *line, size_t size,
                      const char *folder)
{
	const char *end = strchr(b->text, '\n');
	if (starts(b->text, "#:") && end)
		snprintf(line, size, "%.*s --format=json", (int)(end - b->text - 2), b->text + 2);
	else
		snprintf(line, size, "%s --format=json%s", command,
		         strcmp(command, "check") == 0 ? " --on 2026-01-01" : "");
	if (strstr(line, "build "))
		snprintf(line + strlen(line), size - strlen(line), " --out=%s", folder);
}

static char *run(const struct block *b, const char *command, const char *folder, int *status)
{
	char line[512], path[128], *argv[ARGS_MAX] = {0}, *save = NULL;
	int n = 0, ends[2];
	arguments(b, command, line, sizeof line, folder);
	snprintf(path, sizeof path, "%s/side.niv", folder);
	argv[n++] = (char *)(uintptr_t)program();
	for (char *word = strtok_r(line, " ", &save); word && n < ARGS_MAX - 2;
	     word = strtok_r(NULL, " ", &save))
		argv[n++] = word;
	argv[n] = path;
	fflush(NULL);
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], 1);
		close(ends[0]);
		close(ends[1]);
		alarm(60); /* nothing may hang */
		execv(argv[0], argv);
		_exit(127);
	}
	close(ends[1]);
	FILE *f = must(fdopen(ends[0], "rb"));
	char *out = read_stream(f);
	fclose(f);
	int how;
	waitpid(child, &how, 0);
	*status = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
	return out;
}

static const char *field(const json_t *finding, const char *key)
{
	const char *s = json_string_value(json_object_get(finding, key));
	return s ? s : "";
}

/* An error that this block may not have: any in a clean one, else one of text or names that it is not about. */
static bool is_stray(const struct block *b, const json_t *finding)
{
	const char *code = field(finding, "code");
	if (strcmp(field(finding, "severity"), "error") != 0 || strcmp(code, b->code) == 0)
		return false;
	return b->want == WANT_CLEAN || code[1] == '1' || code[1] == '2';
}

/* Runs the command and judges its findings; *raised: the block's code is among them. */
static bool judge(const struct block *b, const char *command, const char *folder, bool *raised)
{
	int status;
	char *out = run(b, command, folder, &status);
	json_error_t error;
	json_t *root = json_loads(out, 0, &error), *finding;
	json_t *findings = json_is_object(root) ? json_object_get(root, "findings") : root;
	bool good = status >= 0 && status <= (b->want == WANT_CODE ? 2 : 1) && json_is_array(findings);
	if (!good)
		print_error("%s: exit status %d, %.200s\n", b->name, status, out);
	size_t i;
	json_array_foreach(findings, i, finding)
	{
		*raised |= strcmp(field(finding, "code"), b->code) == 0;
		if (!is_stray(b, finding))
			continue;
		print_error("%s: line %d of the block: %s %s\n", b->name,
		            (int)json_integer_value(json_object_get(finding, "line")),
		            field(finding, "code"), field(finding, "message"));
		good = false;
	}
	json_decref(root);
	free(out);
	return good;
}

static void remove_folder(const char *folder)
{
	char pattern[64];
	glob_t found;
	snprintf(pattern, sizeof pattern, "%s/*", folder);
	if (glob(pattern, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			unlink(found.gl_pathv[i]);
		globfree(&found);
	}
	rmdir(folder);
}

static void test_block(void **state)
{
	const struct block *b = *state;
	char folder[] = "/tmp/niveau-pages-XXXXXX", path[64];
	must(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/side.niv", folder);
	FILE *f = must(fopen(path, "wb"));
	fputs(b->text, f);
	fclose(f);
	bool raised = false, good = judge(b, "check", folder, &raised);
	if (raised != (b->want == WANT_CODE)) {
		print_error("%s: %s %s\n", b->name, raised ? "raises" : "does not raise", b->code);
		good = false;
	}
	if (good && b->want == WANT_CLEAN)
		good = judge(b, "test", folder, &raised);
	remove_folder(folder);
	assert_true(good);
}

int main(int argc, char **argv)
{
	if (access(program(), X_OK) != 0) {
		fprintf(stderr, "SKIP pages: there is no %s\n", program());
		return 77;
	}
	glob_t found = {0};
	if (argc < 2) {
		glob("docs/findings/[0-9]*.md", 0, NULL, &found);
		glob("docs/language.md", GLOB_APPEND, NULL, &found);
		glob("docs/authoring.md", GLOB_APPEND, NULL, &found);
	}
	for (int i = 1; i < argc; i++)
		glob(argv[i], GLOB_NOCHECK | (i > 1 ? GLOB_APPEND : 0), NULL, &found);
	struct pages *p = must(calloc(1, sizeof *p));
	for (size_t i = 0; i < found.gl_pathc; i++)
		read_page(p, found.gl_pathv[i]);
	globfree(&found);
	if (p->n == 0) {
		fprintf(stderr, "SKIP pages: there are no examples in docs/\n");
		free(p);
		return 77;
	}
	struct CMUnitTest *tests = must(calloc(p->n, sizeof *tests));
	for (size_t i = 0; i < p->n; i++)
		tests[i] = (struct CMUnitTest){
			.name = p->list[i].name, .test_func = test_block, .initial_state = &p->list[i]};
	int failed = _cmocka_run_group_tests("pages", tests, p->n, NULL, NULL);
	for (size_t i = 0; i < p->n; i++)
		free(p->list[i].text);
	free(p);
	free(tests);
	return failed;
}
