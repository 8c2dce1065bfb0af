#include <stdio.h>
#include <stdlib.h>

#include "engine/internal.h"

/* Elements of aggregates live in chunks that are freed together. */
#define CHUNK_VALUES ((size_t)256)
/* An aggregate gets room for so many at first, whatever it announces. */
#define FIRST_VALUES ((size_t)1024)

struct hc__chunk_s {
  hc__chunk_t* next;
  size_t cap;
  size_t used;
  hc_value_t values[];
};

static int set_error(hc__reader_t* r, int status, const char* text) {
  snprintf(r->error, sizeof(r->error), "%s", text);
  return status;
}

/* Zeroed values: a rebase may walk them before they are read. */
static hc_value_t* alloc_values(hc__reader_t* r, size_t count) {
  hc__chunk_t* chunk = r->chunks;
  hc_value_t* values;

  if (chunk == NULL || chunk->cap - chunk->used < count) {
    size_t cap = count > CHUNK_VALUES ? count : CHUNK_VALUES;
    if (cap > (SIZE_MAX / 2 - sizeof(*chunk)) / sizeof(hc_value_t)) return NULL;
    chunk = malloc(sizeof(*chunk) + cap * sizeof(hc_value_t));
    if (chunk == NULL) return NULL;
    chunk->cap = cap;
    chunk->used = 0;
    chunk->next = r->chunks;
    r->chunks = chunk;
  }
  values = chunk->values + chunk->used;
  chunk->used += count;
  memset(values, 0, count * sizeof(*values));
  return values;
}

int hc__reader_init(hc__reader_t* r, const hc_limits_t* limits) {
  memset(r, 0, sizeof(*r));
  if (limits != NULL) r->limits = *limits;
  if (r->limits.max_bulk_len == 0) r->limits.max_bulk_len = (size_t)512 << 20;
  if (r->limits.max_elements == 0) r->limits.max_elements = (size_t)1 << 26;
  if (r->limits.max_depth == 0) r->limits.max_depth = 512;
  return HC_OK;
}

void hc__reader_reset(hc__reader_t* r) {
  /* One small chunk is kept, so that ordinary replies allocate nothing. */
  while (r->chunks != NULL &&
         (r->chunks->next != NULL || r->chunks->cap > CHUNK_VALUES)) {
    hc__chunk_t* next = r->chunks->next;
    free(r->chunks);
    r->chunks = next;
  }
  if (r->chunks != NULL) r->chunks->used = 0;
  r->level_count = 0;
  r->line_seen = 0;
  r->need = 0;
  r->value_count = 0;
  r->inner = NULL;
}

void hc__reader_free(hc__reader_t* r) {
  hc__reader_reset(r);
  free(r->chunks);
  free(r->levels);
  memset(r, 0, sizeof(*r));
}

static int has_str(const hc_value_t* v) {
  switch (v->type) {
    case HC_STRING:
    case HC_SIMPLE:
    case HC_ERROR:
    case HC_DOUBLE:
    case HC_BIGNUM:
    case HC_VERBATIM:
      return 1;
    default:
      return 0;
  }
}

void hc__reader_rebase(hc__reader_t* r, const char* from, size_t len,
                       const char* to) {
  hc__chunk_t* chunk;
  size_t i;

  if (from == to) return;
  for (chunk = r->chunks; chunk != NULL; chunk = chunk->next) {
    for (i = 0; i < chunk->used; i++) {
      hc_value_t* v = chunk->values + i;
      uintptr_t at;
      if (!has_str(v)) continue;
      at = (uintptr_t)v->as.str - (uintptr_t)from;
      /* Others are leftovers of an array that was enlarged. */
      if (at <= len) v->as.str = to + at;
    }
  }
}

/* ---- Scalars ---- */

/* Finds the line at p. Returns what follows "\r\n", NULL when it is not
 * whole, and sets *len to its length. */
static const char* read_line(hc__reader_t* r, const char* p, const char* end,
                             size_t* len) {
  const char* from = p + r->line_seen;
  const char* cr;

  while (from < end && (cr = memchr(from, '\r', (size_t)(end - from)))) {
    if (cr + 1 == end) {
      r->line_seen = (size_t)(cr - p);
      return NULL;
    }
    if (cr[1] == '\n') {
      r->line_seen = 0;
      *len = (size_t)(cr - p);
      return cr + 2;
    }
    from = cr + 1;
  }
  r->line_seen = (size_t)(end - p);
  return NULL;
}

/* Reads the number of a header. Returns what follows, or NULL: *status is 0
 * when more bytes are needed. -1, for null, is given as SIZE_MAX. */
static const char* read_header(hc__reader_t* r, const char* p, const char* end,
                               size_t max, size_t* out, int* status) {
  int is_partial;
  const char* next;

  *status = 0;
  if (end - p >= 4 && memcmp(p, "-1\r\n", 4) == 0) {
    *out = SIZE_MAX;
    return p + 4;
  }
  if (p < end && *p == '-' && end - p < 4 &&
      memcmp(p, "-1\r\n", (size_t)(end - p)) == 0) {
    return NULL;
  }
  next = hc__read_len(p, end, out, &is_partial);
  if (next == NULL) {
    if (is_partial) return NULL;
    *status = set_error(r, HC_EPROTOCOL, "Protocol error: bad length");
  } else if (*out > max) {
    *status = set_error(r, HC_ELIMIT,
                        "Protocol error: length exceeds the client's limit");
    next = NULL;
  }
  return next;
}

/* $ = ! */
static int read_bulk(hc__reader_t* r, const char** p, const char* end,
                     hc_value_t* v) {
  size_t len = 0;
  int status;
  char type = **p;
  const char* s =
      read_header(r, *p + 1, end, r->limits.max_bulk_len, &len, &status);

  if (s == NULL) return status;
  if (len == SIZE_MAX) {
    v->type = HC_NIL;
    v->len = 0;
    *p = s;
    return 1;
  }
  if ((size_t)(end - s) < len + 2) {
    r->need = (size_t)(s - *p) + len + 2;
    return 0;
  }
  if (s[len] != '\r' || s[len + 1] != '\n') {
    return set_error(r, HC_EPROTOCOL,
                     "Protocol error: string without its end of line");
  }
  v->type = type == '$' ? HC_STRING : type == '!' ? HC_ERROR : HC_VERBATIM;
  v->as.str = s;
  v->len = len;
  *p = s + len + 2;
  if (type != '=') return 1;
  if (len < 4 || s[3] != ':') {
    return set_error(r, HC_EPROTOCOL, "Protocol error: bad verbatim string");
  }
  v->as.str += 4;
  v->len -= 4;
  return 1;
}

/* ---- Aggregates ---- */

static hc_type aggregate_type(char c) {
  switch (c) {
    case '%':
    case '|':
      return HC_MAP;
    case '~':
      return HC_SET;
    case '>':
      return HC_PUSH;
    default:
      return HC_ARRAY;
  }
}

/* Makes room for the next element. Elements that are announced but have not
 * come take no memory: a header costs its sender nothing. */
static int grow_level(hc__level_t* level, hc__reader_t* r, size_t available) {
  size_t len = level->value->len;
  size_t wanted = len + level->remaining;
  size_t cap = level->cap ? level->cap * 2 : available / 3 + 8;
  hc_value_t* values;

  if (level->cap == 0 && cap > FIRST_VALUES) cap = FIRST_VALUES;
  if (cap > wanted) cap = wanted;
  r->value_count += cap - len;
  if (r->value_count > r->limits.max_elements) {
    return set_error(r, HC_ELIMIT,
                     "Protocol error: more elements than the client's limit");
  }
  values = alloc_values(r, cap);
  if (values == NULL) return set_error(r, HC_ENOMEM, "out of memory");
  if (len) memcpy(values, level->value->as.elements, len * sizeof(*values));
  level->value->as.elements = values;
  level->cap = cap;
  return HC_OK;
}

static int push_level(hc__reader_t* r, hc_value_t* v, size_t count,
                      int is_attribute) {
  hc__level_t* level;

  if (r->level_count >= r->limits.max_depth) {
    return set_error(r, HC_ELIMIT, "Protocol error: nested too deeply");
  }
  if (r->level_count == r->level_cap) {
    size_t cap = r->level_cap ? r->level_cap * 2 : 8;
    hc__level_t* levels = realloc(r->levels, cap * sizeof(*levels));
    if (levels == NULL) return set_error(r, HC_ENOMEM, "out of memory");
    r->levels = levels;
    r->level_cap = cap;
  }
  level = r->levels + r->level_count++;
  level->value = v;
  level->remaining = count;
  level->cap = 0;
  level->is_attribute = is_attribute;
  return HC_OK;
}

/* * % ~ > | */
static int read_aggregate(hc__reader_t* r, const char** p, const char* end,
                          hc_value_t* v) {
  size_t count = 0;
  int status;
  char c = **p;
  const char* next =
      read_header(r, *p + 1, end, r->limits.max_elements, &count, &status);

  if (next == NULL) return status;
  *p = next;
  v->len = 0;
  if (count == SIZE_MAX) {
    v->type = HC_NIL;
    if (c == '*') return 1;
    return set_error(r, HC_EPROTOCOL, "Protocol error: bad length");
  }
  v->type = aggregate_type(c);
  v->as.elements = NULL;
  if (v->type == HC_MAP) {
    /* max_elements is far below SIZE_MAX / 2. */
    count *= 2;
    if (count > r->limits.max_elements) {
      return set_error(r, HC_ELIMIT,
                       "Protocol error: length exceeds the client's limit");
    }
  }
  if (count == 0) return c == '|' ? 2 : 1;
  status = push_level(r, v, count, c == '|');
  return status == HC_OK ? 2 : status;
}

/*
 * Reads one item into *v. Returns 1: it is whole; 2: its elements follow, or
 * it was an empty attribute; 0: more bytes are needed; or an error.
 */
static int read_item(hc__reader_t* r, const char** p, const char* end,
                     hc_value_t* v) {
  const char *next, *bad;
  size_t len = 0;

  v->depth = (uint32_t)r->level_count;
  switch (**p) {
    case '$':
    case '=':
    case '!':
      return read_bulk(r, p, end, v);
    case '*':
    case '%':
    case '~':
    case '>':
    case '|':
      return read_aggregate(r, p, end, v);
    case '+':
    case '-':
    case ':':
    case ',':
    case '(':
    case '#':
    case '_':
      next = read_line(r, *p + 1, end, &len);
      if (next == NULL) {
        if ((size_t)(end - *p) <= r->limits.max_bulk_len) return 0;
        return set_error(r, HC_ELIMIT, "Protocol error: endless line");
      }
      bad = hc__scalar_read(**p, *p + 1, len, v);
      *p = next;
      return bad == NULL ? 1 : set_error(r, HC_EPROTOCOL, bad);
    default:
      snprintf(r->error, sizeof(r->error),
               **p > ' ' && **p < 127
                   ? "Protocol error: Unknown RESP type %d \"%c\""
                   : "Protocol error: Unknown RESP type %d",
               (unsigned char)**p, **p);
      return HC_EPROTOCOL;
  }
}

/* Where the next item goes. */
static int next_slot(hc__reader_t* r, size_t available, hc_value_t** out) {
  hc__level_t* level;

  *out = &r->root;
  if (r->level_count == 0) return HC_OK;
  level = r->levels + r->level_count - 1;
  if (level->value->len == level->cap) {
    int status = grow_level(level, r, available);
    if (status != HC_OK) return status;
  }
  *out = level->value->as.elements + level->value->len;
  return HC_OK;
}

/* Whether a whole item may be none of the elements of what it stands in. */
static int is_inner(const hc__reader_t* r, const hc_value_t* v) {
  return r->level_count > 0 &&
         (v->type == HC_PUSH || (v->type == HC_ARRAY && r->has_inner_arrays));
}

/* Counts a whole item, and the aggregates that it makes whole. Returns 1 when
 * the reply is whole, else 0 or HC__READ_INNER. */
static int close_levels(hc__reader_t* r) {
  while (r->level_count > 0) {
    hc__level_t* level = r->levels + r->level_count - 1;
    level->value->len++;
    if (--level->remaining > 0) return 0;
    r->level_count--;
    /* An attribute is no element: its place is taken by what follows. */
    if (level->is_attribute) return 0;
    if (is_inner(r, level->value)) {
      r->inner = level->value;
      return HC__READ_INNER;
    }
  }
  return 1;
}

/* Goes on behind an inner value. */
static int leave_inner(hc__reader_t* r) {
  r->inner = NULL;
  return r->is_inner_element ? close_levels(r) : 0;
}

int hc__reader_run(hc__reader_t* r, const char** p, const char* end) {
  int result = r->inner != NULL ? leave_inner(r) : 0;

  while (result == 0 && *p < end) {
    hc_value_t* v;
    result = next_slot(r, (size_t)(end - *p), &v);
    if (result != HC_OK) return result;
    r->need = 0;
    result = read_item(r, p, end, v);
    if (result <= 0) return result;
    if (result == 2) {
      result = 0;
    } else if (is_inner(r, v)) {
      r->inner = v;
      result = HC__READ_INNER;
    } else {
      result = close_levels(r);
    }
  }
  r->is_inner_element = 1;
  return result;
}
