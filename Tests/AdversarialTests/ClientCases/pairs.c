//= unmap_other | finding | mapped for the helper's device, unmapped for the channel's
//c
int X_f(struct ntb_dev *ntb, struct dma_chan *ch, void *p, size_t n) { struct device *d = ntb_get_dma_dev(ntb); dma_addr_t a = dma_map_single(d, p, n, DMA_TO_DEVICE); if (dma_mapping_error(d, a)) return -EIO;
	dma_unmap_single(ch->device->dev, a, n, DMA_TO_DEVICE); /* !! device-mismatch */
	return 0; }
//= unmap_same | clean | unmapped for the same
//c
int X_f(struct ntb_dev *ntb, struct dma_chan *ch, void *p, size_t n) { struct device *d = ntb_get_dma_dev(ntb); dma_addr_t a = dma_map_single(d, p, n, DMA_TO_DEVICE); if (dma_mapping_error(d, a)) return -EIO; dma_unmap_single(d, a, n, DMA_TO_DEVICE); return 0; }
//= unmap_page_other | finding | a page
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, struct page *p, size_t n) { dma_addr_t a = dma_map_page(ntb_get_dma_dev(ntb), p, 0, n, DMA_TO_DEVICE);
	dma_unmap_page(ch->device->dev, a, n, DMA_TO_DEVICE); /* !! device-mismatch */ }
//= unmap_list_other | finding | a scatter list
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, struct scatterlist *sg, int n) { dma_map_sg(ntb_get_dma_dev(ntb), sg, n, DMA_TO_DEVICE);
	dma_unmap_sg(ch->device->dev, sg, n, DMA_TO_DEVICE); /* !! device-mismatch */ }
//= unmap_list_same | clean | a scatter list, and another one
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, struct scatterlist *sg, struct scatterlist *o, int n) { dma_map_sg(ntb_get_dma_dev(ntb), sg, n, DMA_TO_DEVICE); dma_map_sg(ch->device->dev, o, n, DMA_TO_DEVICE); dma_unmap_sg(ntb_get_dma_dev(ntb), sg, n, DMA_TO_DEVICE); dma_unmap_sg(ch->device->dev, o, n, DMA_TO_DEVICE); }
//= one_variable | clean | one variable for two buffers, one after the other
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a) { void *p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, a, GFP_KERNEL); dma_free_coherent(ntb_get_dma_dev(ntb), n, p, *a); p = dma_alloc_coherent(ch->device->dev, n, a, GFP_KERNEL); dma_free_coherent(ch->device->dev, n, p, *a); }
//= one_variable_twin | finding | one variable for two buffers, and the devices of the second are two
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a) { void *p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, a, GFP_KERNEL); dma_free_coherent(ntb_get_dma_dev(ntb), n, p, *a); p = dma_alloc_coherent(ch->device->dev, n, a, GFP_KERNEL);
	dma_free_coherent(ntb_get_dma_dev(ntb), n, p, *a); /* !! device-mismatch */ }
//= exchanged | finding | two buffers, the frees exchanged
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a) { void *p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, a, GFP_KERNEL); void *q = dma_alloc_coherent(ch->device->dev, n, a, GFP_KERNEL);
	dma_free_coherent(ntb_get_dma_dev(ntb), n, q, *a); /* !! device-mismatch */
	dma_free_coherent(ch->device->dev, n, p, *a); /* !! device-mismatch */ }
//= error_path | finding | the error path frees with another device
//c
int X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a) { struct device *d = ntb_get_dma_dev(ntb); void *p = dma_alloc_coherent(d, n, a, GFP_KERNEL); if (!p) return -ENOMEM; if (n > 64) goto err; dma_free_coherent(d, n, p, *a); return 0;
err:	dma_free_coherent(ch->device->dev, n, p, *a); /* !! device-mismatch */
	return -EIO; }
//= condition_opposite | finding | a condition chooses the device, and the free asks the opposite
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a, bool own) { struct device *d = own ? ntb_get_dma_dev(ntb) : ch->device->dev; void *p = dma_alloc_coherent(d, n, a, GFP_KERNEL);
	if (!own) d = ntb_get_dma_dev(ntb); else d = ch->device->dev;
	dma_free_coherent(d, n, p, *a); /* !! device-mismatch */ }
//= condition_same | clean | a condition chooses the device, and the free asks the same
//c
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a, bool own) { struct device *d = own ? ntb_get_dma_dev(ntb) : ch->device->dev; void *p = dma_alloc_coherent(d, n, a, GFP_KERNEL); d = own ? ntb_get_dma_dev(ntb) : ch->device->dev; dma_free_coherent(d, n, p, *a); }
//= wrapped_pair | finding | by way of two functions of the client
//c
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
static void X_free(struct device *d, size_t n, void *p, dma_addr_t a) {
	dma_free_coherent(d, n, p, a); /* !! device-mismatch */ }
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a) { void *p = X_alloc(ntb_get_dma_dev(ntb), n, a); X_free(ch->device->dev, n, p, *a); }
//= wrapped_pair_same | clean | by way of two functions of the client
//c
static void *X_alloc(struct device *d, size_t n, dma_addr_t *a) { return dma_alloc_coherent(d, n, a, GFP_KERNEL); }
static void X_free(struct device *d, size_t n, void *p, dma_addr_t a) { dma_free_coherent(d, n, p, a); }
void X_f(struct ntb_dev *ntb, struct dma_chan *ch, size_t n, dma_addr_t *a) { void *p = X_alloc(ntb_get_dma_dev(ntb), n, a), *q = X_alloc(ch->device->dev, n, a); X_free(ntb_get_dma_dev(ntb), n, p, *a); X_free(ch->device->dev, n, q, *a); }
//= noncontiguous | clean | for two NTBs, which of them is not asked
//c
void X_f(struct ntb_dev *ntb, struct ntb_dev *o, size_t n, dma_addr_t *a) { void *p = dma_alloc_coherent(ntb_get_dma_dev(ntb), n, a, GFP_KERNEL); dma_free_coherent(ntb_get_dma_dev(ntb), n, p, *a); }
