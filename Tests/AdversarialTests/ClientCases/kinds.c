//= stored_parameter | finding | a function stores what it is given
//c
struct X_hold { struct device *dev; };
static void X_init(struct X_hold *h, struct device *dev) { h->dev = dev; }
void X_probe(struct X_hold *h, struct ntb_dev *ntb) { X_init(h, &ntb->pdev->dev); }
void *X_f(struct X_hold *h, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(h->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= stored_parameter_good | clean | a function stores what it is given, and that is the helper's
//c
struct X_hold { struct device *dev; };
static void X_init(struct X_hold *h, struct device *dev) { h->dev = dev; }
void X_probe(struct X_hold *h, struct ntb_dev *ntb) { X_init(h, ntb_get_dma_dev(ntb)); }
void *X_f(struct X_hold *h, size_t n, dma_addr_t *a) { return dma_alloc_coherent(h->dev, n, a, GFP_KERNEL); }
//= stored_parameter_twice | finding | handed on by another function
//c
struct X_hold { struct device *dev; };
static void X_set(struct X_hold *h, struct device *dev) { h->dev = dev; }
static void X_init(struct X_hold *h, struct ntb_dev *ntb) { X_set(h, ntb->dev.parent); }
void X_probe(struct X_hold *h, struct ntb_dev *ntb) { X_init(h, ntb); }
void *X_f(struct X_hold *h, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(h->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= stored_parameter_pdev | finding | the PCI device is stored
//c
struct X_hold { struct pci_dev *pdev; };
static void X_init(struct X_hold *h, struct pci_dev *pdev) { h->pdev = pdev; }
void X_probe(struct X_hold *h, struct ntb_dev *ntb) { X_init(h, ntb->pdev); }
void *X_f(struct X_hold *h, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(&h->pdev->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= stored_parameter_global | finding | in a variable
//c
static struct device *X_dev;
static void X_init(struct device *dev) { X_dev = dev; }
void X_probe(struct ntb_dev *ntb) { X_init(&ntb->pdev->dev); }
void *X_f(size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(X_dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= get_pci | finding | a reference to the PCI device
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct pci_dev *p = pci_dev_get(ntb->pdev);
	return dma_alloc_coherent(&p->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= get_pci_of_other | clean | a reference to another PCI device
//c
void *X_f(struct pci_dev *other, size_t n, dma_addr_t *a) { struct pci_dev *p = pci_dev_get(other); return dma_alloc_coherent(&p->dev, n, a, GFP_KERNEL); }
//= get_own | finding | a function of the client's own, declared only
//h
struct pci_dev *X_pdev_get(struct pci_dev *p);
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(&X_pdev_get(ntb->pdev)->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= get_body | clean | one with a body that gives something else
//c
static struct device *X_get(struct device *d) { return d->parent->parent; }
void *X_f(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(X_get(d), n, a, GFP_KERNEL); }
//= pointer_call | finding | through a pointer to the function
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { void *(*alloc)(struct device *, size_t, dma_addr_t *, gfp_t, unsigned long) = dma_alloc_attrs;
	return alloc(&ntb->pdev->dev, n, a, GFP_KERNEL, 0); /* !! helper-bypass */ }
//= pointer_call_good | clean | through a pointer to the function
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { void *(*alloc)(struct device *, size_t, dma_addr_t *, gfp_t, unsigned long) = dma_alloc_attrs; return alloc(ntb_get_dma_dev(ntb), n, a, GFP_KERNEL, 0); }
//= pointer_table | finding | through a table of operations
//c
struct X_ops { void *(*alloc)(struct device *, size_t, dma_addr_t *, gfp_t); };
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a, gfp_t g) { return dma_alloc_coherent(d, n, a, g); }
static const struct X_ops X_tab = { .alloc = X_alloc };
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_tab.alloc(&ntb->pdev->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= pointer_table_member | finding | through a pointer to a table
//c
struct X_ops { void *(*alloc)(struct device *, size_t, dma_addr_t *, gfp_t); };
struct X_ctx { const struct X_ops *ops; struct ntb_dev *ntb; };
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a, gfp_t g) { return dma_alloc_coherent(d, n, a, g); }
static const struct X_ops X_tab = { .alloc = X_alloc };
void X_probe(struct X_ctx *c) { c->ops = &X_tab; }
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) {
	return c->ops->alloc(&c->ntb->pdev->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= pointer_table_good | clean | through a pointer to a table
//c
struct X_ops { void *(*alloc)(struct device *, size_t, dma_addr_t *, gfp_t); };
struct X_ctx { const struct X_ops *ops; struct ntb_dev *ntb; };
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a, gfp_t g) { return dma_alloc_coherent(d, n, a, g); }
static const struct X_ops X_tab = { .alloc = X_alloc };
void X_probe(struct X_ctx *c) { c->ops = &X_tab; }
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) { return c->ops->alloc(ntb_get_dma_dev(c->ntb), n, a, GFP_KERNEL); }
//= callback_data | finding | a callback's void *
//h
extern int X_each(int (*fn)(void *data), void *data);
//c
static int X_fn(void *data) { struct device *d = data; dma_addr_t a; return !dma_alloc_coherent(d, 64, &a, GFP_KERNEL); }
int X_f(struct ntb_dev *ntb) {
	return X_each(X_fn, &ntb->pdev->dev); /* !! helper-bypass */ }
//= callback_data_good | clean | a callback's void *
//h
extern int X_each(int (*fn)(void *data), void *data);
//c
static int X_fn(void *data) { struct device *d = data; dma_addr_t a; return !dma_alloc_coherent(d, 64, &a, GFP_KERNEL); }
int X_f(struct ntb_dev *ntb) { return X_each(X_fn, ntb_get_dma_dev(ntb)); }
//= two_callers | finding | one function for two callers: each is told
//c
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_alloc(&ntb->pdev->dev, n, a); /* !! helper-bypass */ }
void *X_g(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_alloc(ntb->dev.parent, n, a); /* !! helper-bypass */ }
void *X_h(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return X_alloc(ntb_get_dma_dev(ntb), n, a); }
//= header_inline | finding | an inline function of a header: each client is told
//h
static inline void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_alloc(&ntb->pdev->dev, n, a); /* !! helper-bypass */ }
//o
void *X_g(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_alloc(&ntb->pdev->dev, n, a); /* !! helper-bypass */ }
void *X_h(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return X_alloc(ntb_get_dma_dev(ntb), n, a); }
//= parent_of_other | clean | a platform device's parent is not the NTB's
//c
void X_reg(struct ntb_dev *ntb) { ntb->dev.parent = &ntb->pdev->dev; }
void *X_f(struct platform_device *p, size_t n, dma_addr_t *a) { return dma_alloc_coherent(p->dev.parent, n, a, GFP_KERNEL); }
//= parent_of_net | clean | nor is a net device's
//c
void *X_f(struct net_device *p, size_t n, dma_addr_t *a) { return dma_alloc_coherent(p->dev.parent, n, a, GFP_KERNEL); }
//= parent_set | finding | a net device's parent that is set to it
//c
struct X_net { struct device dev; };
void X_probe(struct X_net *p, struct ntb_dev *ntb) { p->dev.parent = &ntb->pdev->dev; }
void *X_f(struct X_net *p, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(p->dev.parent, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= parent_set_other | clean | another struct's parent is set to it
//c
struct X_net { struct device dev; };
struct X_own { struct device dev; };
void X_probe(struct X_net *p, struct ntb_dev *ntb) { p->dev.parent = &ntb->pdev->dev; }
void *X_f(struct X_own *p, size_t n, dma_addr_t *a) { return dma_alloc_coherent(p->dev.parent, n, a, GFP_KERNEL); }
//= attrs_local | finding | attributes in a local that is 0
//c
struct X_ctx { void *p; dma_addr_t a; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { unsigned long attrs = 0;
	c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, attrs); /* !! contiguous-dropped */ }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= attrs_local_good | finding | attributes in a local that has the bit
//c
struct X_ctx { void *p; dma_addr_t a; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { unsigned long attrs = 0; attrs |= DMA_ATTR_FORCE_CONTIGUOUS; c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, attrs); }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= attrs_cleared | finding | the bit is cleared
//c
struct X_ctx { void *p; dma_addr_t a; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n, unsigned long attrs) { attrs &= ~DMA_ATTR_FORCE_CONTIGUOUS;
	c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, attrs); /* !! contiguous-dropped */ }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= attrs_parameter | finding | attributes as a caller gives them
//c
struct X_ctx { void *p; dma_addr_t a; };
static void X_alloc(struct X_ctx *c, struct ntb_dev *ntb, size_t n, unsigned long attrs) {
	c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, attrs); /* !! contiguous-dropped */ }
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { X_alloc(c, ntb, n, DMA_ATTR_NO_WARN); }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= attrs_parameter_good | finding | attributes as a caller gives them, with the bit
//c
struct X_ctx { void *p; dma_addr_t a; };
static void X_alloc(struct X_ctx *c, struct ntb_dev *ntb, size_t n, unsigned long attrs) { c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, attrs); }
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { X_alloc(c, ntb, n, DMA_ATTR_NO_WARN | DMA_ATTR_FORCE_CONTIGUOUS); }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= attrs_field | finding | attributes in a member
//c
struct X_ctx { void *p; dma_addr_t a; unsigned long attrs; };
void X_probe(struct X_ctx *c) { c->attrs = DMA_ATTR_NO_WARN; }
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) {
	c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, c->attrs); /* !! contiguous-dropped */ }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= attrs_field_good | finding | attributes in a member, with the bit
//c
struct X_ctx { void *p; dma_addr_t a; unsigned long attrs; };
void X_probe(struct X_ctx *c) { c->attrs = DMA_ATTR_FORCE_CONTIGUOUS; }
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, c->attrs); }
dma_addr_t X_map(struct X_ctx *c, struct dma_chan *ch, size_t n) {
	return dma_map_single(ch->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= vmap | finding | the memory's pages are mapped for the kernel
//c
void *X_f(struct ntb_dev *ntb, size_t n, struct sg_table *t) {
	return dma_vmap_noncontiguous(&ntb->pdev->dev, n, t); /* !! helper-bypass */ }
//= mmap_pages | finding | and for a process
//c
int X_f(struct ntb_dev *ntb, struct vm_area_struct *v, size_t n, struct page *p) {
	return dma_mmap_pages(&ntb->pdev->dev, v, n, p); /* !! helper-bypass */ }
//= mmap_pages_good | clean | and for a process
//c
int X_f(struct ntb_dev *ntb, struct vm_area_struct *v, size_t n, struct page *p) { return dma_mmap_pages(ntb_get_dma_dev(ntb), v, n, p); }
//= no_mapping | clean | sizes and masks are no mapping
//c
size_t X_f(struct ntb_dev *ntb) { dma_set_max_seg_size(&ntb->pdev->dev, 64); return dma_max_mapping_size(&ntb->pdev->dev) + dma_get_required_mask(&ntb->pdev->dev); }
