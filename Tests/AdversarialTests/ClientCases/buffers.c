//= freed_against | finding | the error path frees against another device
struct X_ctx { void *p; dma_addr_t a; };
int X_f(struct X_ctx *c, struct ntb_dev *ntb, struct dma_chan *chan, size_t n) { c->p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL); if (!c->p) return -ENOMEM; if (n > 64) {
	dma_free_coherent(chan->device->dev, n, c->p, c->a); /* !! device-mismatch */
	return -EINVAL; } return 0; }
//= freed_same | clean | freed against the same
struct X_ctx { void *p; dma_addr_t a; };
int X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { c->p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL); if (!c->p) return -ENOMEM; if (n > 64) { dma_free_coherent(ntb_get_dma_dev(ntb), n, c->p, c->a); return -EINVAL; } return 0; }
//= two_buffers | clean | each buffer has its own device
struct X_ctx { void *p, *q; dma_addr_t a, b; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, struct dma_chan *chan, size_t n) { c->p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL); c->q = dma_alloc_coherent(chan->device->dev, n, &c->b, GFP_KERNEL); }
void X_g(struct X_ctx *c, struct ntb_dev *ntb, struct dma_chan *chan, size_t n) { dma_free_coherent(ntb_get_dma_dev(ntb), n, c->p, c->a); dma_free_coherent(chan->device->dev, n, c->q, c->b); }
//= two_buffers_twin | finding | the two are swapped
struct X_ctx { void *p, *q; dma_addr_t a, b; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, struct dma_chan *chan, size_t n) { c->p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL); c->q = dma_alloc_coherent(chan->device->dev, n, &c->b, GFP_KERNEL); }
void X_g(struct X_ctx *c, struct ntb_dev *ntb, struct dma_chan *chan, size_t n) {
	dma_free_coherent(ntb_get_dma_dev(ntb), n, c->q, c->b); /* !! device-mismatch */
	dma_free_coherent(chan->device->dev, n, c->p, c->a); /* !! device-mismatch */ }
//= contiguous | finding | mapped again without the attribute
struct X_ctx { void *p; dma_addr_t a; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) {
	c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, 0); /* !! contiguous-dropped */ }
dma_addr_t X_g(struct X_ctx *c, struct dma_chan *chan, size_t n) {
	return dma_map_single(chan->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= contiguous_kept | finding | the attribute is there, and the note on the second mapping
struct X_ctx { void *p; dma_addr_t a; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, DMA_ATTR_FORCE_CONTIGUOUS | DMA_ATTR_NO_WARN); }
dma_addr_t X_g(struct X_ctx *c, struct dma_chan *chan, size_t n) {
	return dma_map_single(chan->device->dev, c->p, n, DMA_TO_DEVICE); /* !! double-mapping */ }
//= mapped_other | clean | another buffer is mapped
struct X_ctx { void *p, *skb; dma_addr_t a; };
void X_f(struct X_ctx *c, struct ntb_dev *ntb, size_t n) { c->p = dma_alloc_attrs(ntb_get_dma_dev(ntb), n, &c->a, GFP_KERNEL, 0); }
dma_addr_t X_g(struct X_ctx *c, struct dma_chan *chan, size_t n) { return dma_map_single(chan->device->dev, c->skb, n, DMA_TO_DEVICE); }
//= raw_call | finding | the callback is called directly
struct device *X_f(struct ntb_dev *ntb) {
	return ntb->ops->get_dma_dev(ntb); /* !! raw-callback */ }
//= raw_call_guarded | finding | a guard makes it no better
struct device *X_f(struct ntb_dev *ntb) { if (!ntb->ops->get_dma_dev) return NULL;
	return ntb->ops->get_dma_dev(ntb); /* !! raw-callback */ }
//= raw_pointer | finding | by way of a local
struct device *X_f(struct ntb_dev *ntb) { struct device *(*get)(struct ntb_dev *) = ntb->ops->get_dma_dev;
	return get(ntb); /* !! raw-callback */ }
//= raw_test_only | clean | only asked whether it is there
bool X_f(struct ntb_dev *ntb) { return ntb->ops->get_dma_dev != NULL; }
//= other_callback | clean | another callback of the same table
int X_f(struct ntb_dev *ntb) { return ntb->ops->mw_count(ntb, 0); }
