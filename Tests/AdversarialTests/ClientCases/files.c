//= file_wrapper | finding | the wrapper is in another file
//h
void *X_alloc(struct device *d, size_t n, dma_addr_t *a);
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_alloc(&ntb->pdev->dev, n, a); /* !! helper-bypass */ }
//o
void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= file_wrapper_good | clean | the wrapper is in another file, and is handed the helper's device
//h
void *X_alloc(struct device *d, size_t n, dma_addr_t *a);
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { return X_alloc(ntb_get_dma_dev(ntb), n, a); }
//o
void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
//= file_getter | finding | the getter is in another file
//h
struct device *X_dev(struct ntb_dev *ntb);
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(X_dev(ntb), n, a, GFP_KERNEL); /* !! helper-bypass */ }
//o
static struct device *X_pick(struct ntb_dev *ntb) { return ntb->dev.parent; }
struct device *X_dev(struct ntb_dev *ntb) { return X_pick(ntb); }
//= file_getter_good | clean | the getter is in another file, a static function of the same name here
//h
struct device *X_dev(struct ntb_dev *ntb);
//c
static struct device *X_pick(struct ntb_dev *ntb) { return ntb->dev.parent; }
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) { dev_info(X_pick(ntb), "x"); return dma_alloc_coherent(X_dev(ntb), n, a, GFP_KERNEL); }
//o
static struct device *X_pick(struct ntb_dev *ntb) { return ntb_get_dma_dev(ntb); }
struct device *X_dev(struct ntb_dev *ntb) { return X_pick(ntb); }
//= file_field | finding | the member is filled in another file
//h
struct X_ctx { struct device *dma; };
//c
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) {
	return dma_alloc_coherent(c->dma, n, a, GFP_KERNEL); /* !! helper-bypass */ }
//o
void X_probe(struct X_ctx *c, struct ntb_dev *ntb) { c->dma = &ntb->pdev->dev; }
//= file_field_good | clean | the member is filled in another file, by the helper
//h
struct X_ctx { struct device *dma; };
//c
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) { return dma_alloc_coherent(c->dma, n, a, GFP_KERNEL); }
//o
void X_probe(struct X_ctx *c, struct ntb_dev *ntb) { c->dma = ntb_get_dma_dev(ntb); }
//= file_field_namesake | clean | another struct of the same name in each file
//c
struct X_ctx { struct device *dma; };
void X_probe(struct X_ctx *c, struct ntb_dev *ntb) { c->dma = ntb_get_dma_dev(ntb); }
void *X_f(struct X_ctx *c, size_t n, dma_addr_t *a) { return dma_alloc_coherent(c->dma, n, a, GFP_KERNEL); }
//o
struct X_ctx { long x; struct device *dma; };
void X_probe2(struct X_ctx *c, struct ntb_dev *ntb) { c->dma = &ntb->pdev->dev; dev_info(c->dma, "x"); }
//= file_free | finding | freed in another file against another device
//h
struct X_ctx { void *p; dma_addr_t a; };
void X_free(struct device *d, struct X_ctx *c, size_t n);
//c
int X_f(struct X_ctx *c, struct ntb_dev *ntb, struct dma_chan *chan, size_t n) { c->p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL); return 0; }
void X_g(struct X_ctx *c, struct dma_chan *chan, size_t n) { X_free(chan->device->dev, c, n); }
//o
void X_free(struct device *d, struct X_ctx *c, size_t n) {
	dma_free_coherent(d, n, c->p, c->a); /* !! device-mismatch */ }
//= file_free_good | clean | freed in another file against the same device
//h
struct X_ctx { void *p; dma_addr_t a; };
void X_free(struct device *d, struct X_ctx *c, size_t n);
//c
int X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { c->p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL); return 0; }
void X_g(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { X_free(ntb_get_dma_dev(ntb), c, n); }
//o
void X_free(struct device *d, struct X_ctx *c, size_t n) { dma_free_coherent(d, n, c->p, c->a); }
//= file_chain | finding | the device goes through two functions of the other file
//h
void *X_open(struct ntb_dev *ntb, struct device *d, size_t n, dma_addr_t *a);
//c
void *X_f(struct ntb_dev *ntb, size_t n, dma_addr_t *a) {
	return X_open(ntb, ntb->dev.parent, n, a); /* !! helper-bypass */ }
//o
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
void *X_open(struct ntb_dev *ntb, struct device *d, size_t n, dma_addr_t *a) { return X_alloc(d, n, a); }
