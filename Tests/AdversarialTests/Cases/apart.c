//= apart_array | null | another element of a static array is written
static struct device *tab[2];
void fill(void) { tab[1] = &good; }
struct device *f(struct ntb_dev *ntb) {
	return tab[0]; /* !! */ }
//= apart_array_twin | unproven | this element is written
static struct device *tab[2];
void fill(void) { tab[0] = &good; }
struct device *f(struct ntb_dev *ntb) { return tab[0]; }
//= apart_nested | null | a struct in a struct
static struct { struct { int n; struct device *d; } in; struct device *e; } tab;
void fill(void) { tab.in.n = 1; tab.e = &good; }
struct device *f(struct ntb_dev *ntb) {
	return tab.in.d; /* !! */ }
//= apart_nested_twin | unproven | it is written
static struct { struct { int n; struct device *d; } in; struct device *e; } tab;
void fill(void) { tab.in.n = 1; tab.in.d = &good; }
struct device *f(struct ntb_dev *ntb) { return tab.in.d; }
//= apart_pointer | unproven | written through a pointer to the whole
struct st { int n; struct device *d; };
static struct st tab;
void fill(void) { struct st *s = &tab; s->d = &good; }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_escapes | unproven | an unknown function has it
struct st { int n; struct device *d; };
static struct st tab;
void fill(void) { ext_any(&tab); }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_escapes_member | null | an unknown function has another member's address
struct st { int n; struct device *d; };
static struct st tab;
void fill(void) { ext_any(&tab.n); }
struct device *f(struct ntb_dev *ntb) {
	return tab.d; /* !! */ }
//= apart_mutex | null | its lock is taken
static struct { struct mutex lock; struct device *d; } tab = { .lock = __MUTEX_INITIALIZER(tab.lock) };
struct device *f(struct ntb_dev *ntb) { mutex_lock(&tab.lock); mutex_unlock(&tab.lock);
	return tab.d; /* !! */ }
//= apart_assigned_whole | unproven | assigned as a whole
struct st { int n; struct device *d; };
static struct st tab;
void fill(struct st *s) { tab = *s; }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_memcpy | unproven | copied into
struct st { int n; struct device *d; };
static struct st tab;
void fill(void *p) { memcpy(&tab, p, sizeof(tab)); }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_init_other | null | the initialiser names another member
static struct { const char *s; struct device *d; } tab = { .s = "x" };
struct device *f(struct ntb_dev *ntb) {
	return tab.d; /* !! */ }
//= apart_init | unproven | the initialiser names it, and another function clears it
static struct { const char *s; struct device *d; } tab = { .d = &good };
void fill(void) { ext_any(&tab); }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_init_const | clean | a const one
static const struct { const char *s; struct device *d; } tab = { .d = &good };
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_local_static | null | a static local
struct device *f(struct ntb_dev *ntb) { static struct { int n; struct device *d; } s; s.n++;
	return s.d; /* !! */ }
//= apart_local_static_twin | clean | a static local that is filled before
struct device *f(struct ntb_dev *ntb) { static struct { int n; struct device *d; } s; s.n++; if (!s.d) s.d = &good; return s.d; }
//= apart_per_elem_twin | unproven | one of an array
static struct { int n; struct device *d; } tab[3];
void fill(int i, struct device *x) { tab[i].d = x; }
struct device *f(struct ntb_dev *ntb) { return tab[to_my(ntb)->n & 1].d; }
//= apart_container | unproven | written through a container_of its list node
struct st { struct list_head l; struct device *d; };
static struct st tab;
static LIST_HEAD(pool);
void fill(void) { list_add(&tab.l, &pool); list_first_entry(&pool, struct st, l)->d = &good; }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_union | unproven | the other view of a union
static struct { int n; union { struct device *d; unsigned long v; }; } tab;
void fill(struct device *x) { tab.v = (unsigned long)x; }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_param_addr | unproven | written by a helper that has its address
static struct { int n; struct device *d; } tab;
static void give(struct device **p) { *p = &good; }
void fill(void) { give(&tab.d); }
struct device *f(struct ntb_dev *ntb) { return tab.d; }
//= apart_param_addr_twin | null | the other is written by a helper
static struct { int n; struct device *d, *e; } tab;
static void give(struct device **p) { *p = &good; }
void fill(void) { give(&tab.e); }
struct device *f(struct ntb_dev *ntb) {
	return tab.d; /* !! */ }
