//= pdev_local | finding | through a local
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = &ntb->pdev->dev;
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= helper_local | clean | the helper's device in a local
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = ntb_get_dma_dev(ntb); return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= parent | finding | the NTB device's parent
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(ntb->dev.parent, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= ntb_itself | finding | the NTB device itself has no DMA ops
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(&ntb->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= to_pci_dev | finding | by way of the PCI device's container
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct pci_dev *p = to_pci_dev(ntb->dev.parent);
	return dma_alloc_coherent(&p->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= one_branch | finding | only where the helper gives nothing
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = ntb_get_dma_dev(ntb); if (!d) d = ntb->dev.parent;
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= overwritten | clean | the wrong device is overwritten before it is used
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = &ntb->pdev->dev; dev_info(d, "x"); d = ntb_get_dma_dev(ntb); return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= overwritten_twin | finding | the helper's device is overwritten
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = ntb_get_dma_dev(ntb); dev_info(d, "x"); d = &ntb->pdev->dev;
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= logging | clean | logging is no mapping
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { dev_err(&ntb->pdev->dev, "no"); return dma_alloc_coherent(ntb_get_dma_dev(ntb), n, a, GFP_KERNEL); }
//= mask | clean | the mask is set on the PCI device
int X_f(struct ntb_dev *ntb) { return dma_set_mask_and_coherent(&ntb->pdev->dev, DMA_BIT_MASK(64)); }
//= dead | clean | dead code
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = ntb_get_dma_dev(ntb); if (0) d = &ntb->pdev->dev; return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= contradiction | clean | no path has both
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a, int k) { struct device *d = &ntb->pdev->dev; if (k > 3) d = ntb_get_dma_dev(ntb); if (k <= 3) return NULL; return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= contradiction_twin | finding | one path has both
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a, int k) { struct device *d = &ntb->pdev->dev; if (k > 3) d = ntb_get_dma_dev(ntb); if (k < 3) return NULL;
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= macro | finding | the device is a macro
#define X_DEV(n) (&(n)->pdev->dev)
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(X_DEV(ntb), n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= macro_helper | clean | the macro asks the helper
#define X_DEV(n) ntb_get_dma_dev(n)
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return dma_alloc_coherent(X_DEV(ntb), n, a, GFP_KERNEL); }
//= macro_call | finding | the call is in a macro
#define X_ALLOC(d, n, a) dma_alloc_coherent(d, n, a, GFP_KERNEL)
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_ALLOC(&ntb->pdev->dev, n, a); /* !! helper-bypass */ }
//= wrapper | finding | a wrapper is handed the device: who hands it over is told
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_alloc(&ntb->pdev->dev, n, a); /* !! helper-bypass */ }
//= wrapper_good | clean | a wrapper is handed the helper's
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return X_alloc(ntb_get_dma_dev(ntb), n, a); }
//= getter | finding | a function picks the device
static struct device *X_dev(struct ntb_dev *ntb) { return &ntb->pdev->dev; }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(X_dev(ntb), n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= getter_good | clean | a function asks the helper
static struct device *X_dev(struct ntb_dev *ntb) { return ntb_get_dma_dev(ntb); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return dma_alloc_coherent(X_dev(ntb), n, a, GFP_KERNEL); }
//= getter_mode | clean | for this argument the getter asks the helper
static struct device *X_dev(struct ntb_dev *ntb, int own) { if (own) return &ntb->pdev->dev; return ntb_get_dma_dev(ntb); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return dma_alloc_coherent(X_dev(ntb, 0), n, a, GFP_KERNEL); }
//= getter_mode_twin | finding | for this argument it does not
static struct device *X_dev(struct ntb_dev *ntb, int own) { if (own) return &ntb->pdev->dev; return ntb_get_dma_dev(ntb); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(X_dev(ntb, 1), n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= out_param | finding | by an out-parameter
static void X_dev(struct ntb_dev *ntb, struct device **d) { *d = &ntb->pdev->dev; }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d; X_dev(ntb, &d);
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= out_param_good | clean | by an out-parameter, the right one
static void X_dev(struct ntb_dev *ntb, struct device **d) { *d = ntb_get_dma_dev(ntb); }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d; X_dev(ntb, &d); return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= field | finding | a member that another function fills
struct X_ctx { struct device *dma; struct ntb_dev *ntb; };
void X_probe(struct X_ctx *c, struct ntb_dev *ntb) { c->ntb = ntb; c->dma = &ntb->pdev->dev; }
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(c->dma, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= field_good | clean | a member that the helper fills
struct X_ctx { struct device *dma; struct ntb_dev *ntb; };
void X_probe(struct X_ctx *c, struct ntb_dev *ntb) { c->ntb = ntb; c->dma = ntb_get_dma_dev(ntb); }
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) { return dma_alloc_coherent(c->dma, n, a, GFP_KERNEL); }
//= field_initialised | finding | a member that an initialiser fills
struct X_ctx { struct device *dma; struct ntb_dev *ntb; };
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct X_ctx c = { .dma = &ntb->pdev->dev, .ntb = ntb };
	return dma_alloc_coherent(c.dma, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= field_ntb | finding | the NTB itself is in a member
struct X_ctx { struct ntb_dev *ntb; };
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(&c->ntb->pdev->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= field_pdev | finding | the PCI device was kept
struct X_ctx { struct pci_dev *pdev; };
void X_probe(struct X_ctx *c, struct ntb_dev *ntb) { c->pdev = ntb->pdev; }
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(&c->pdev->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= array_of_devices | finding | an element of an array
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d[2] = { ntb_get_dma_dev(ntb), &ntb->pdev->dev };
	return dma_alloc_coherent(d[1], n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= array_of_devices_twin | clean | the other element
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d[2] = { ntb_get_dma_dev(ntb), &ntb->pdev->dev }; return dma_alloc_coherent(d[0], n, a, GFP_KERNEL); }
//= conditional | finding | one arm of ?:
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a, bool k) {
	return dma_alloc_coherent(k ? ntb_get_dma_dev(ntb) : &ntb->pdev->dev, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= elvis | finding | a ?: b
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(ntb_get_dma_dev(ntb) ?: ntb->dev.parent, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= switch_arm | finding | one arm of a switch
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a, int k) { struct device *d; switch (k) { case 1: d = ntb_get_dma_dev(ntb); break; default: d = ntb->dev.parent; }
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= global | finding | a file-scope variable
static struct device *X_dma;
void X_probe(struct ntb_dev *ntb) { X_dma = &ntb->pdev->dev; }
void *X_f(size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(X_dma, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= global_good | clean | a file-scope variable that the helper fills
static struct device *X_dma;
void X_probe(struct ntb_dev *ntb) { X_dma = ntb_get_dma_dev(ntb); }
void *X_f(size_t n, dma_addr_t *a) { return dma_alloc_coherent(X_dma, n, a, GFP_KERNEL); }
//= dmaengine | clean | the channel's own device
dma_addr_t X_f(struct dma_chan *chan, void *p, size_t n) { return dma_map_single(chan->device->dev, p, n, DMA_TO_DEVICE); }
//= dmaengine_twin | finding | the NTB's device for a channel's work
dma_addr_t X_f(struct ntb_dev *ntb, void *p, size_t n) {
	return dma_map_single(&ntb->pdev->dev, p, n, DMA_TO_DEVICE); /* !! helper-bypass */ }
//= other_pci | clean | a PCI device that is no NTB's
void *X_f(struct pci_dev *pdev, size_t n, dma_addr_t *a) { return dma_alloc_coherent(&pdev->dev, n, a, GFP_KERNEL); }
//= pool | finding | a DMA pool
struct dma_pool *X_f(struct ntb_dev *ntb) {
	return dma_pool_create("x", &ntb->pdev->dev, 64, 64, 0); /* !! helper-bypass */ }
//= pool_good | clean | a DMA pool of the helper's device
struct dma_pool *X_f(struct ntb_dev *ntb) { return dma_pool_create("x", ntb_get_dma_dev(ntb), 64, 64, 0); }
//= sync | finding | the wrong device when syncing
void X_f(struct ntb_dev *ntb, dma_addr_t a, size_t n) {
	dma_sync_single_for_cpu(&ntb->pdev->dev, a, n, DMA_FROM_DEVICE); /* !! helper-bypass */ }
//= loop | finding | from the second round on
void X_f(struct ntb_dev *ntb, dma_addr_t *a, size_t n) { struct device *d = ntb_get_dma_dev(ntb); int i; for (i = 0; i < 4; i++) {
	dma_sync_single_for_cpu(d, a[i], n, DMA_FROM_DEVICE); /* !! helper-bypass */ d = ntb->dev.parent; } }
//= cast | finding | through a cast and an integer
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { unsigned long v = (unsigned long)&ntb->pdev->dev;
	return dma_alloc_coherent((struct device *)v, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= get_device_of | finding | a reference is taken on the way
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = get_device(&ntb->pdev->dev);
	return dma_alloc_coherent(d, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//= get_device_of_good | clean | a reference to the helper's
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { struct device *d = get_device(ntb_get_dma_dev(ntb)); return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= sizeof_operand | clean | nothing is evaluated
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { typeof(&ntb->pdev->dev) d = ntb_get_dma_dev(ntb); return dma_alloc_coherent(d, n + sizeof(ntb->pdev->dev), a, GFP_KERNEL); }
