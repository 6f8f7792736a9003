//= held_branch | null | either of two, by a condition
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { if (pid) tab.get_dma_dev = g; else tab.get_dma_dev = h; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_replaced | clean | replaced before the table is in use
static struct device *g(struct ntb_dev *ntb) { return NULL; }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { tab.get_dma_dev = g; tab.get_dma_dev = h; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_initialiser | null | the initialiser's, on the other path
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab = { .get_dma_dev = g };
void fill(struct ntb_dev *ntb, int pid) { if (pid) tab.get_dma_dev = h; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_initialiser_replaced | clean | the initialiser's is replaced on each path
static struct device *g(struct ntb_dev *ntb) { return NULL; }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab = { .get_dma_dev = g };
int fill(struct ntb_dev *ntb, int pid) { if (pid < 0) return pid; tab.get_dma_dev = h; ntb->ops = &tab; return 0; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_local | null | chosen in a local
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { struct device *(*fn)(struct ntb_dev *) = h; if (pid) fn = g; tab.get_dma_dev = fn; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_local_replaced | clean | chosen in a local, and replaced
static struct device *g(struct ntb_dev *ntb) { return NULL; }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { struct device *(*fn)(struct ntb_dev *) = g; fn = h; tab.get_dma_dev = fn; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_conditional | null | by ?:
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { tab.get_dma_dev = pid ? g : h; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_pointer | null | through a pointer to the table
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab = { .get_dma_dev = h };
void fill(struct ntb_dev *ntb, int pid) { struct ntb_dev_ops *o = &tab; if (pid) o->get_dma_dev = g; ntb->ops = o; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_either_table | null | through a pointer to one of two tables
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab = { .get_dma_dev = h }, pool = { .get_dma_dev = h };
void fill(struct ntb_dev *ntb, int pid) { struct ntb_dev_ops *o = pid ? &tab : &pool; o->get_dma_dev = g; ntb->ops = o; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_switch | null | by a switch
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { switch (pid) { case 1: tab.get_dma_dev = g; break; default: tab.get_dma_dev = h; } ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_parameter | null | a parameter, as one caller gives it
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab;
static void fill(struct device *(*fn)(struct ntb_dev *)) { tab.get_dma_dev = fn; }
void clear(struct ntb_dev *ntb, int pid) { if (pid) fill(g); else fill(h); ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_table | null | from a table of functions
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct device *(*const pool[])(struct ntb_dev *) = { h, g };
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { tab.get_dma_dev = pool[pid]; ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_result | null | what a function chooses
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct device *(*up(int pid))(struct ntb_dev *) { return pid ? g : h; }
static struct ntb_dev_ops tab;
void fill(struct ntb_dev *ntb, int pid) { tab.get_dma_dev = up(pid); ntb->ops = &tab; }
struct device *f(struct ntb_dev *ntb) { return &good; }
//= held_later | null | assigned when the table is in use
static struct device *g(struct ntb_dev *ntb) {
	return NULL; /* !! */ }
static struct device *h(struct ntb_dev *ntb) { return &good; }
static struct ntb_dev_ops tab = { .get_dma_dev = h };
void fill(struct ntb_dev *ntb, int pid) { ntb->ops = &tab; if (pid) tab.get_dma_dev = g; }
struct device *f(struct ntb_dev *ntb) { return &good; }
