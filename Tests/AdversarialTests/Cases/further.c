//= counters_agree | clean | two counters go up together, so they never differ
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int i, j = 0; for (i = 0; i < 1000; i++) { if (i != j) p = NULL; j++; } return p; }
//= counters_agree_return | clean | the same, by a return in the loop
struct device *f(struct ntb_dev *ntb) { int i, j = 0; for (i = 0; i < to_my(ntb)->n; i++) { if (i != j) return NULL; j++; } return &good; }
//= counter_negative | clean | a counter that goes up from 0 is never negative
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int i; for (i = 0; i < to_my(ntb)->n; i++) { if (i < 0) p = NULL; } return p; }
//= counter_beyond | clean | the counter stays below the bound
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int i; for (i = 0; i < 1000; i++) { if (i == 1000) p = NULL; } return p; }
//= counter_down | null | zero is reached
struct device *f(struct ntb_dev *ntb) { int i; for (i = 100; i >= 0; i--) { if (i == 0)
	return NULL; /* !! */ } return &good; }
//= counter_after | clean | after the loop the counter is the bound
struct device *f(struct ntb_dev *ntb) { int i; for (i = 0; i < 100; i++) ext_touch(to_my(ntb)); if (i != 100) return NULL; return &good; }
//= counter_after_twin | null | the counter is the bound
struct device *f(struct ntb_dev *ntb) { int i; for (i = 0; i < 100; i++) ext_touch(to_my(ntb)); if (i == 100)
	return NULL; /* !! */
	return &good; }
//= memset_part | unproven | a part of the object is cleared, it can't be said which
struct res { int n; struct device *d; };
struct device *f(struct ntb_dev *ntb) { struct res a = { 1, &good }; memset(&a, 0, to_my(ntb)->n); return a.d; }
//= memcpy_null | null | the copy has the NULL
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res a = { &good, 1 }, b = { NULL, 2 }; memcpy(&a, &b, sizeof(a));
	return a.d; /* !! */ }
//= memcpy_good | clean | the copy has the object
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res a = { NULL, 1 }, b = { &good, 2 }; memcpy(&a, &b, sizeof(a)); return a.d; }
//= memset_array | null | all elements are cleared
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, &good }; memset(a, 0, sizeof(a));
	return a[1]; /* !! */ }
//= kzalloc_filled | clean | the member is filled
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res *a = kzalloc(sizeof(*a), GFP_KERNEL); if (!a) return &good; a->d = &good; return a->d; }
//= kmalloc_member | unproven | memory that nobody cleared
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res *a = kmalloc(sizeof(*a), GFP_KERNEL); if (!a) return &good; return a->d; }
//= array_tested | clean | the element was tested
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, NULL }; int i = to_my(ntb)->ok; if (!a[i]) return &good; return a[i]; }
//= array_masked | clean | only the first two elements can be meant
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { &good, &good, NULL }; int i = to_my(ntb)->n & 1; return a[i]; }
//= array_masked_twin | null | all three can be meant
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { &good, &good, NULL }; int i = to_my(ntb)->n & 3;
	return a[i]; /* !! */ }
//= table_static | null | a table with a hole
static struct device *const tab[3] = { &good, [2] = &good };
struct device *f(struct ntb_dev *ntb) { int i = to_my(ntb)->n; if (i < 0 || i > 2) return &good;
	return tab[i]; /* !! */ }
//= table_static_full | clean | a table without holes
static struct device *const tab[3] = { &good, &good, &good };
struct device *f(struct ntb_dev *ntb) { int i = to_my(ntb)->n; if (i < 0 || i > 2) return &good; return tab[i]; }
//= table_of_functions | null | one of the functions gives NULL
static struct device *a(struct my *m) { return &good; }
static struct device *b(struct my *m) { return NULL; }
static struct device *(*const tab[2])(struct my *) = { a, b };
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb);
	return tab[m->ok ? 1 : 0](m); /* !! */ }
//= table_of_functions_good | clean | both functions give an object
static struct device *a(struct my *m) { return &good; }
static struct device *b(struct my *m) { return &m->own; }
static struct device *(*const tab[2])(struct my *) = { a, b };
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); return tab[m->ok ? 1 : 0](m); }
//= struct_nested | null | a struct in a struct, by value
struct res { struct device *d; int err; };
struct st { struct res r; int n; };
static struct st get(struct my *m) { struct st s = { { &good, 0 }, 1 }; if (!m->ok) s.r.d = NULL; return s; }
struct device *f(struct ntb_dev *ntb) { struct st s = get(to_my(ntb));
	return s.r.d; /* !! */ }
//= struct_through_two | clean | a struct handed on by two functions
struct res { struct device *d; int err; };
static struct res get(struct my *m) { struct res r = { &good, 0 }; return r; }
static struct res give(struct my *m) { return get(m); }
struct device *f(struct ntb_dev *ntb) { return give(to_my(ntb)).d; }
//= recursion_last | null | only the last level gives NULL, and each passes it on
static struct device *up(int n) { struct device *d; if (n <= 0) return NULL; d = up(n - 1); return d; }
struct device *f(struct ntb_dev *ntb) {
	return up(to_my(ntb)->n); /* !! */ }
//= recursion_caught | clean | what comes from below is tested on each level
static struct device *up(int n) { struct device *d; if (n <= 0) return NULL; d = up(n - 1); return d ? d : &good; }
struct device *f(struct ntb_dev *ntb) { struct device *d = up(to_my(ntb)->n); return d ? d : &good; }
//= recursion_tree | clean | a walk up a tree that ends at an object
static struct device *up(struct device *d) { if (d->parent) return up(d->parent); return d; }
struct device *f(struct ntb_dev *ntb) { return up(&good); }
//= static_twice_null | null | NULL is stored in two places and nothing else
static struct device *never;
void reset(void) { never = NULL; }
void clear(void) { if (never) never = NULL; }
struct device *f(struct ntb_dev *ntb) {
	return never; /* !! */ }
//= static_filled_elsewhere | unproven | another function fills it
static struct device *never;
void reset(void) { never = NULL; }
void fill(struct device *d) { never = d; }
struct device *f(struct ntb_dev *ntb) { return never; }
//= volatile_once | clean | one read, tested
struct device *f(struct ntb_dev *ntb) { struct device *d = READ_ONCE(to_my(ntb)->cached); return d ? d : &good; }
//= union_low | unproven | a part of the bytes is overwritten
union u { struct device *d; unsigned int v; };
struct device *f(struct ntb_dev *ntb) { union u x; x.d = &good; x.v = 0; return x.d; }
//= union_address | clean | the bytes of the address
union u { struct device *d; unsigned long v; };
struct device *f(struct ntb_dev *ntb) { union u x; x.v = (unsigned long)&good; return x.d; }
//= rotation_good | clean | nothing that goes round is NULL
struct device *f(struct ntb_dev *ntb) { struct device *a = &good, *b = &to_my(ntb)->own, *c = &good, *t; while (ext_int()) { t = a; a = b; b = c; c = t; } return a; }
//= swap_flag | clean | the flag follows the pointer through the rounds
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int ok = 0; while (ext_int()) { if (ext_int()) { p = &good; ok = 1; } else { p = NULL; ok = 0; } } if (!ok) return &good; return p; }
//= swap_flag_twin | null | the flag is set on both arms
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int ok = 0; while (ext_int()) { if (ext_int()) { p = &good; ok = 1; } else { p = NULL; ok = 1; } } if (!ok) return &good;
	return p; /* !! */ }
//= read_then_tested | clean | were it NULL, the read before would have oopsed
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; void *q = p->parent; if (!p) return NULL; ext_touch(q); return p; }
//= address_then_tested | null | an address is no read
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; void *q = &p->parent; if (!p)
	return NULL; /* !! */
	ext_touch(q); return p; }
//= written_then_returned | clean | it was written to
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; p->parent = NULL; return p; }
//= read_on_one_side | null | on the other side nothing was read from it
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (to_my(ntb)->ok) ext_touch((void *)p->parent); if (!p)
	return NULL; /* !! */
	return p; }
//= read_on_one_side_unproven | unproven | on the other side it is what a field holds
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (to_my(ntb)->ok) ext_touch((void *)p->parent); return p; }
//= read_another_since | unproven | what was read from is not what is returned
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; ext_touch((void *)p->parent); return to_my(ntb)->cached; }
//= read_then_is_err | clean | an error pointer can't be read from either
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; void *q = p->parent; if (IS_ERR(p)) return NULL; ext_touch(q); return p; }
//= read_in_helper | clean | the helper reads from it
static void *peek(struct device *d) { return d->parent; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; void *q = peek(p); if (!p) return NULL; ext_touch(q); return p; }
//= sizeof_then_tested | null | sizeof evaluates nothing
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; unsigned long n = sizeof(p->parent); if (!p)
	return NULL; /* !! */
	ext_touch((void *)n); return p; }
//= null_read_return_null | null | the code says what it returns, though it oopses before
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) { ext_touch((void *)p->parent);
	return NULL; /* !! */ } return p; }
