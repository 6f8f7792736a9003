//= wired_cast_away | null | a const table that is written through a cast
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab = { .get_dma_dev = h };
void fill(struct ntb_dev *ntb) { ntb->ops = &tab; ((struct ntb_dev_ops *)ntb->ops)->get_dma_dev = g; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_swap | null | two tables' members are exchanged
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
struct st { struct device *(*get)(struct ntb_dev *); };
static struct st pool = { g };
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb) { swap(pool.get, tab.get_dma_dev); ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_memcpy | null | a table that is copied from a const one
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static const struct ntb_dev_ops pool = { .get_dma_dev = g };
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb) { memcpy(&tab, &pool, sizeof(tab)); ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_allocated | null | in a table that was allocated
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
int fill(struct ntb_dev *ntb) { struct ntb_dev_ops *o = kzalloc(sizeof(*o), GFP_KERNEL); if (!o) return -ENOMEM; o->get_dma_dev = g; ntb->ops = o; return 0; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_allocated_twin | clean | a good one
static struct device *g(struct ntb_dev *ntb) { return &good; }
int fill(struct ntb_dev *ntb) { struct ntb_dev_ops *o = kzalloc(sizeof(*o), GFP_KERNEL); if (!o) return -ENOMEM; o->get_dma_dev = g; ntb->ops = o; return 0; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_literal | null | by a compound literal
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb) { tab = (struct ntb_dev_ops){ .get_dma_dev = g }; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_array | null | one of an array of tables
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static const struct ntb_dev_ops tab[] = { { .get_dma_dev = h }, { .get_dma_dev = g } };
void fill(struct ntb_dev *ntb, int pid) { ntb->ops = &tab[pid & 1]; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_nested | null | a table within another struct
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
struct st { const char *name; struct ntb_dev_ops ops; };
static const struct st tab = { "x", { .get_dma_dev = g } };
void fill(struct ntb_dev *ntb) { ntb->ops = &tab.ops; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_nested_array | null | in an array of descriptions
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
struct st { int id; struct ntb_dev_ops ops; };
static struct st tab[] = { [1] = { .ops.get_dma_dev = h }, [3] = { .ops.get_dma_dev = g } };
void fill(struct ntb_dev *ntb, int pid) { ntb->ops = &tab[pid & 3].ops; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_helper_out_twin | clean | a helper fills the member by its address
static struct device *g(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
static void give(struct device *(**slot)(struct ntb_dev *)) { *slot = g; }
void fill(struct ntb_dev *ntb) { give(&tab.get_dma_dev); ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_copy_by_value | null | a local table that is copied
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { struct ntb_dev_ops o = {}; if (pid) o.get_dma_dev = g; tab = o; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_conditional_init | null | in an initialiser of a local, by ?:
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { struct ntb_dev_ops o = { .get_dma_dev = pid ? g : h }; tab = o; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_member_of_dev | null | a table in the driver's own struct
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
struct st { struct ntb_dev ntb; struct ntb_dev_ops ops; };
void fill(struct st *s) { s->ops.get_dma_dev = g; s->ntb.ops = &s->ops; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_struct_field | null | from a description's member
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
struct st { int id; struct device *(*get)(struct ntb_dev *); };
static const struct st pool[] = { { 1, g } };
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, const struct st *s) { tab.get_dma_dev = s->get; ntb->ops = &tab; }
void call(struct ntb_dev *ntb) { fill(ntb, &pool[0]); }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_struct_field_twin | clean | from a description's member
static struct device *g(struct ntb_dev *ntb) { return &good; }
struct st { int id; struct device *(*get)(struct ntb_dev *); };
static const struct st pool[] = { { 1, g } };
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, const struct st *s) { tab.get_dma_dev = s->get; ntb->ops = &tab; }
void call(struct ntb_dev *ntb) { fill(ntb, &pool[0]); }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_macro_table | null | a table that a macro makes
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
#define TAB(n, fn) static const struct ntb_dev_ops n = { .get_dma_dev = (fn) }
TAB(tab, g);
void fill(struct ntb_dev *ntb) { ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_positional | null | override by a later designator
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static const struct ntb_dev_ops tab = { .get_dma_dev = h, .get_dma_dev = g };
void fill(struct ntb_dev *ntb) { ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_goto | null | assigned on an early path of a ladder
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
int fill(struct ntb_dev *ntb, int pid) { tab.get_dma_dev = g; if (pid) goto out; tab.get_dma_dev = h; out: ntb->ops = &tab; return 0; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_loop | null | in a loop over tables
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct ntb_dev_ops tab[2];
void fill(struct ntb_dev *ntb) { int i; for (i = 0; i < 2; i++) tab[i].get_dma_dev = g; ntb->ops = &tab[0]; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_devm | null | devm_kmemdup of a const table, one member replaced
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static const struct ntb_dev_ops pool = { .get_dma_dev = h };
int fill(struct ntb_dev *ntb) { struct ntb_dev_ops *o = devm_kmemdup(&ntb->dev, &pool, sizeof(pool), GFP_KERNEL); if (!o) return -ENOMEM; o->get_dma_dev = g; ntb->ops = o; return 0; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= wired_write_once | null | by WRITE_ONCE
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb) { WRITE_ONCE(tab.get_dma_dev, g); ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
