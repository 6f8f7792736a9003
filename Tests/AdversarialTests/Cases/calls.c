//= helper_null | null | a helper's NULL
static struct device *g(struct my *m) { return m->ok ? &good : NULL; }
struct device *f(struct ntb_dev *ntb) {
	return g(to_my(ntb)); /* !! */ }
//= helper_good | clean | a helper's object
static struct device *g(struct my *m) { return m->ok ? &good : &m->own; }
struct device *f(struct ntb_dev *ntb) { return g(to_my(ntb)); }
//= helper_context | clean | the helper's NULL needs another argument
static struct device *g(int n) { return n ? &good : NULL; }
struct device *f(struct ntb_dev *ntb) { return g(1); }
//= helper_context_twin | null | the helper's NULL for this argument
static struct device *g(int n) { return n ? &good : NULL; }
struct device *f(struct ntb_dev *ntb) {
	return g(0); /* !! */ }
//= helper_identity | clean | NULL only for NULL
static struct device *g(struct device *p) { return p; }
struct device *f(struct ntb_dev *ntb) { return g(&good); }
//= helper_identity_null | null | NULL only for NULL
static struct device *g(struct device *p) { return p; }
struct device *f(struct ntb_dev *ntb) {
	return g(NULL); /* !! */ }
//= helper_predicate | clean | a predicate as test
static bool valid(struct device *p) { return p != NULL; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!valid(p)) return &good; return p; }
//= helper_predicate_twin | null | a predicate as test
static bool valid(struct device *p) { return p == NULL; }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!valid(p)) return &good;
	return p; /* !! */ }
//= depth4 | null | four levels
static inline struct device *a(struct my *m) { return m->ok ? NULL : &good; }
static inline struct device *b(struct my *m) { return a(m); }
static inline struct device *c(struct my *m) { return b(m); }
static inline struct device *d(struct my *m) { return c(m); }
struct device *f(struct ntb_dev *ntb) {
	return d(to_my(ntb)); /* !! */ }
//= depth4_good | clean | four levels, tested
static inline struct device *a(struct my *m) { return m->ok ? NULL : &good; }
static inline struct device *b(struct my *m) { return a(m); }
static inline struct device *c(struct my *m) { return b(m); }
static inline struct device *d(struct my *m) { return c(m); }
struct device *f(struct ntb_dev *ntb) { return d(to_my(ntb)) ?: &good; }
//= recursion | null | ends with NULL
static struct device *up(struct device *p, int n) { if (!n) return NULL; if (ext_int()) return &good; return up(p, n - 1); }
struct device *f(struct ntb_dev *ntb) {
	return up(&good, to_my(ntb)->n); /* !! */ }
//= recursion_good | clean | ends with an object
static struct device *up(struct device *p, int n) { if (!n) return &good; return up(p, n - 1); }
struct device *f(struct ntb_dev *ntb) { return up(&good, to_my(ntb)->n); }
//= mutual | null | one of two ends with NULL
static struct device *odd(int n); static struct device *even(int n) { return n ? odd(n - 1) : &good; }
static struct device *odd(int n) { return n ? even(n - 1) : NULL; }
struct device *f(struct ntb_dev *ntb) {
	return even(to_my(ntb)->n); /* !! */ }
//= mutual_good | clean | both end well
static struct device *odd(int n); static struct device *even(int n) { return n ? odd(n - 1) : &good; }
static struct device *odd(int n) { return n ? even(n - 1) : &good; }
struct device *f(struct ntb_dev *ntb) { return even(to_my(ntb)->n); }
//= out_param | clean | set whenever 0 is returned
static int get(struct my *m, struct device **out) { if (!m->ok) return -ENODEV; *out = &good; return 0; }
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (get(to_my(ntb), &p)) return &good; return p; }
//= out_param_twin | null | return code ignored
static int get(struct my *m, struct device **out) { if (!m->ok) return -ENODEV; *out = &good; return 0; }
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; get(to_my(ntb), &p);
	return p; /* !! */ }
//= out_param_null_ok | null | 0 returned with NULL
static int get(struct my *m, struct device **out) { *out = NULL; if (!m->ok) return 0; *out = &good; return 0; }
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; if (get(to_my(ntb), &p)) return &good;
	return p; /* !! */ }
//= out_param_ext | unproven | unknown function fills it
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (ext_get(&p)) return &good; return p; }
//= out_param_bool | clean | bool result
static bool get(struct my *m, struct device **out) { *out = m->cached; return *out; }
struct device *f(struct ntb_dev *ntb) { struct device *p; if (!get(to_my(ntb), &p)) return &good; return p; }
//= out_param_struct | clean | through a struct
struct res { struct device *d; int err; };
static void get(struct my *m, struct res *r) { r->d = NULL; r->err = -EINVAL; if (m->ok) { r->d = &good; r->err = 0; } }
struct device *f(struct ntb_dev *ntb) { struct res r; get(to_my(ntb), &r); if (r.err) return &good; return r.d; }
//= struct_returned | null | by value
struct res { struct device *d; int err; };
static struct res get(struct my *m) { struct res r = { NULL, -EINVAL }; if (m->ok) { r.d = &good; r.err = 0; } return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb));
	return r.d; /* !! */ }
//= struct_returned_good | clean | by value, tested
struct res { struct device *d; int err; };
static struct res get(struct my *m) { struct res r = { NULL, -EINVAL }; if (m->ok) { r.d = &good; r.err = 0; } return r; }
struct device *f(struct ntb_dev *ntb) { struct res r = get(to_my(ntb)); if (r.err) return &good; return r.d; }
//= ext_unknown | unproven | unknown function
struct device *f(struct ntb_dev *ntb) { return ext_dev(); }
//= ext_tested | clean | tested
struct device *f(struct ntb_dev *ntb) { struct device *p = ext_dev(); return p ? p : &good; }
//= get_device_field | unproven | NULL just when the field is
struct device *f(struct ntb_dev *ntb) { return get_device(to_my(ntb)->cached); }
//= get_device_good | clean | never NULL for an object
struct device *f(struct ntb_dev *ntb) { return get_device(&good); }
//= get_device_null | null | NULL for NULL
struct device *f(struct ntb_dev *ntb) {
	return get_device(NULL); /* !! */ }
//= get_device_tested_arg | clean | tested argument
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) return &good; return get_device(p); }
//= get_device_then_test | clean | the result's test tells of the argument
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!get_device(p)) return &good; return p; }
//= kzalloc_unchecked | null | an allocator may fail
struct device *f(struct ntb_dev *ntb) {
	return kzalloc(sizeof(struct device), GFP_KERNEL); /* !! */ }
//= kzalloc_checked | clean | tested
struct device *f(struct ntb_dev *ntb) { struct device *p = kzalloc(sizeof(*p), GFP_KERNEL); if (!p) return &good; return p; }
//= kzalloc_member_first | null | first member of a failed allocation
struct device *f(struct ntb_dev *ntb) { struct node *n = kzalloc(sizeof(*n), GFP_KERNEL);
	return &n->dev; /* !! */ }
//= bus_find | null | a lookup may find nothing
struct device *f(struct ntb_dev *ntb) {
	return bus_find_device_by_name(NULL, NULL, "x"); /* !! */ }
//= fp_local | null | local constant function pointer
static struct device *g(struct my *m) { return NULL; }
struct device *f(struct ntb_dev *ntb) { struct device *(*h)(struct my *) = g;
	return h(to_my(ntb)); /* !! */ }
//= fp_local_good | clean | local constant function pointer
static struct device *g(struct my *m) { return &good; }
struct device *f(struct ntb_dev *ntb) { struct device *(*h)(struct my *) = g; return h(to_my(ntb)); }
//= fp_table | null | const table
static struct device *g(struct my *m) { return NULL; }
static const struct { struct device *(*h)(struct my *); } tab = { .h = g };
struct device *f(struct ntb_dev *ntb) {
	return tab.h(to_my(ntb)); /* !! */ }
//= fp_table_good | clean | const table
static struct device *g(struct my *m) { return &good; }
static const struct { struct device *(*h)(struct my *); } tab = { .h = g };
struct device *f(struct ntb_dev *ntb) { return tab.h(to_my(ntb)); }
//= fp_param | null | passed to a helper
static struct device *g(struct my *m) { return NULL; }
static struct device *call(struct device *(*h)(struct my *), struct my *m) { return h(m); }
struct device *f(struct ntb_dev *ntb) {
	return call(g, to_my(ntb)); /* !! */ }
//= fp_unknown | unproven | a callback's result
struct device *f(struct ntb_dev *ntb) { return ntb->ops->get_dma_dev(ntb); }
//= macro_value | null | NULL through a macro
#define NO_DEV ((struct device *)0)
struct device *f(struct ntb_dev *ntb) {
	return NO_DEV; /* !! */ }
//= macro_return | null | return in a macro
#define need(x) do { if (!(x)) return NULL; } while (0)
struct device *f(struct ntb_dev *ntb) {
	need(to_my(ntb)->ok); /* !! */
	return &good; }
//= macro_return_good | clean | return in a macro
#define need(x) do { if (!(x)) return &good; } while (0)
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; need(p); return p; }
//= enum_return | clean | enum correlated
enum st { ST_OK, ST_NONE };
static enum st get(struct my *m, struct device **out) { if (!m->ok) return ST_NONE; *out = &good; return ST_OK; }
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (get(to_my(ntb), &p) != ST_OK) return &good; return p; }
//= enum_return_twin | null | enum the wrong way
enum st { ST_OK, ST_NONE };
static enum st get(struct my *m, struct device **out) { if (!m->ok) return ST_NONE; *out = &good; return ST_OK; }
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (get(to_my(ntb), &p) == ST_OK) return &good;
	return p; /* !! */ }
//= helper_clears | null | a helper clears by pointer
static void clear(struct device **p) { *p = NULL; }
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; clear(&p);
	return p; /* !! */ }
//= helper_sets_field | clean | a helper fills the field
static void fill(struct my *m) { m->cached = &good; }
struct device *f(struct ntb_dev *ntb) { fill(to_my(ntb)); return to_my(ntb)->cached; }
//= helper_clears_field | null | a helper clears the field
static void fill(struct my *m) { m->cached = NULL; }
struct device *f(struct ntb_dev *ntb) { fill(to_my(ntb));
	return to_my(ntb)->cached; /* !! */ }
//= helper_noreturn | clean | a helper that never returns
static void stop(void) { panic("x"); }
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) stop(); return p; }
