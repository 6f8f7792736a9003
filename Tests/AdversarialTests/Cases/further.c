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
//= array_masked_twin | unproven | any of the three can be meant
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { &good, &good, NULL }; int i = to_my(ntb)->n & 3; return a[i]; }
//= table_static | unproven | any element, and there is a hole
static struct device *const tab[3] = { &good, [2] = &good };
struct device *f(struct ntb_dev *ntb) { int i = to_my(ntb)->n; if (i < 0 || i > 2) return &good; return tab[i]; }
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
//= forty_ways_out | clean | of forty ways out of the helper none is NULL
static struct device *get(struct ntb_dev *n) { if (!to_my(n)->node) return &good; switch (to_my(n)->n) { case 1: to_my(n)->n = 1; return &to_my(n)->node[1].dev; case 2: to_my(n)->n = 2; return &to_my(n)->node[2].dev; case 3: to_my(n)->n = 3; return &to_my(n)->node[3].dev; case 4: to_my(n)->n = 4; return &to_my(n)->node[4].dev; case 5: to_my(n)->n = 5; return &to_my(n)->node[5].dev; case 6: to_my(n)->n = 6; return &to_my(n)->node[6].dev; case 7: to_my(n)->n = 7; return &to_my(n)->node[7].dev; case 8: to_my(n)->n = 8; return &to_my(n)->node[8].dev; case 9: to_my(n)->n = 9; return &to_my(n)->node[9].dev; case 10: to_my(n)->n = 10; return &to_my(n)->node[10].dev; case 11: to_my(n)->n = 11; return &to_my(n)->node[11].dev; case 12: to_my(n)->n = 12; return &to_my(n)->node[12].dev; case 13: to_my(n)->n = 13; return &to_my(n)->node[13].dev; case 14: to_my(n)->n = 14; return &to_my(n)->node[14].dev; case 15: to_my(n)->n = 15; return &to_my(n)->node[15].dev; case 16: to_my(n)->n = 16; return &to_my(n)->node[16].dev; case 17: to_my(n)->n = 17; return &to_my(n)->node[17].dev; case 18: to_my(n)->n = 18; return &to_my(n)->node[18].dev; case 19: to_my(n)->n = 19; return &to_my(n)->node[19].dev; case 20: to_my(n)->n = 20; return &to_my(n)->node[20].dev; case 21: to_my(n)->n = 21; return &to_my(n)->node[21].dev; case 22: to_my(n)->n = 22; return &to_my(n)->node[22].dev; case 23: to_my(n)->n = 23; return &to_my(n)->node[23].dev; case 24: to_my(n)->n = 24; return &to_my(n)->node[24].dev; case 25: to_my(n)->n = 25; return &to_my(n)->node[25].dev; case 26: to_my(n)->n = 26; return &to_my(n)->node[26].dev; case 27: to_my(n)->n = 27; return &to_my(n)->node[27].dev; case 28: to_my(n)->n = 28; return &to_my(n)->node[28].dev; case 29: to_my(n)->n = 29; return &to_my(n)->node[29].dev; case 30: to_my(n)->n = 30; return &to_my(n)->node[30].dev; case 31: to_my(n)->n = 31; return &to_my(n)->node[31].dev; case 32: to_my(n)->n = 32; return &to_my(n)->node[32].dev; case 33: to_my(n)->n = 33; return &to_my(n)->node[33].dev; case 34: to_my(n)->n = 34; return &to_my(n)->node[34].dev; case 35: to_my(n)->n = 35; return &to_my(n)->node[35].dev; case 36: to_my(n)->n = 36; return &to_my(n)->node[36].dev; case 37: to_my(n)->n = 37; return &to_my(n)->node[37].dev; case 38: to_my(n)->n = 38; return &to_my(n)->node[38].dev; case 39: to_my(n)->n = 39; return &to_my(n)->node[39].dev; case 40: to_my(n)->n = 40; return &to_my(n)->node[40].dev; default: return &good; } }
struct device *f(struct ntb_dev *ntb) { return get(ntb); }
//= forty_ways_out_twin | null | of forty ways out of the helper the last but one is NULL
static struct device *get(struct ntb_dev *n) { if (!to_my(n)->node) return &good; switch (to_my(n)->n) { case 1: to_my(n)->n = 1; return &to_my(n)->node[1].dev; case 2: to_my(n)->n = 2; return &to_my(n)->node[2].dev; case 3: to_my(n)->n = 3; return &to_my(n)->node[3].dev; case 4: to_my(n)->n = 4; return &to_my(n)->node[4].dev; case 5: to_my(n)->n = 5; return &to_my(n)->node[5].dev; case 6: to_my(n)->n = 6; return &to_my(n)->node[6].dev; case 7: to_my(n)->n = 7; return &to_my(n)->node[7].dev; case 8: to_my(n)->n = 8; return &to_my(n)->node[8].dev; case 9: to_my(n)->n = 9; return &to_my(n)->node[9].dev; case 10: to_my(n)->n = 10; return &to_my(n)->node[10].dev; case 11: to_my(n)->n = 11; return &to_my(n)->node[11].dev; case 12: to_my(n)->n = 12; return &to_my(n)->node[12].dev; case 13: to_my(n)->n = 13; return &to_my(n)->node[13].dev; case 14: to_my(n)->n = 14; return &to_my(n)->node[14].dev; case 15: to_my(n)->n = 15; return &to_my(n)->node[15].dev; case 16: to_my(n)->n = 16; return &to_my(n)->node[16].dev; case 17: to_my(n)->n = 17; return &to_my(n)->node[17].dev; case 18: to_my(n)->n = 18; return &to_my(n)->node[18].dev; case 19: to_my(n)->n = 19; return &to_my(n)->node[19].dev; case 20: to_my(n)->n = 20; return &to_my(n)->node[20].dev; case 21: to_my(n)->n = 21; return &to_my(n)->node[21].dev; case 22: to_my(n)->n = 22; return &to_my(n)->node[22].dev; case 23: to_my(n)->n = 23; return &to_my(n)->node[23].dev; case 24: to_my(n)->n = 24; return &to_my(n)->node[24].dev; case 25: to_my(n)->n = 25; return &to_my(n)->node[25].dev; case 26: to_my(n)->n = 26; return &to_my(n)->node[26].dev; case 27: to_my(n)->n = 27; return &to_my(n)->node[27].dev; case 28: to_my(n)->n = 28; return &to_my(n)->node[28].dev; case 29: to_my(n)->n = 29; return &to_my(n)->node[29].dev; case 30: to_my(n)->n = 30; return &to_my(n)->node[30].dev; case 31: to_my(n)->n = 31; return &to_my(n)->node[31].dev; case 32: to_my(n)->n = 32; return &to_my(n)->node[32].dev; case 33: to_my(n)->n = 33; return &to_my(n)->node[33].dev; case 34: to_my(n)->n = 34; return &to_my(n)->node[34].dev; case 35: to_my(n)->n = 35; return &to_my(n)->node[35].dev; case 36: to_my(n)->n = 36; return &to_my(n)->node[36].dev; case 37: to_my(n)->n = 37; return &to_my(n)->node[37].dev; case 38: to_my(n)->n = 38; return &to_my(n)->node[38].dev; case 39: to_my(n)->n = 39; return &to_my(n)->node[39].dev; case 40: to_my(n)->n = 40; return &to_my(n)->node[40].dev; case 41: return NULL; default: return &good; } }
struct device *f(struct ntb_dev *ntb) {
	return get(ntb); /* !! */ }
