extension HeaderSet {
    /// Memory and the DMA API, with the same split into inline functions, macros and declarations as in the kernel.
    static let memory: [String: String] = [
        "include/linux/slab.h": """
        #ifndef EXAMPLE_SLAB_H
        #define EXAMPLE_SLAB_H
        #include <linux/cleanup.h>
        #include <linux/err.h>
        #define GFP_KERNEL 0xcc0u
        #define GFP_ATOMIC 0x820u
        #define __GFP_NOFAIL 0x8000u
        extern void *kmalloc(size_t size, gfp_t flags);
        extern void *kzalloc(size_t size, gfp_t flags);
        extern void *kcalloc(size_t count, size_t size, gfp_t flags);
        extern void *kmemdup(const void *from, size_t size, gfp_t flags);
        extern char *kasprintf(gfp_t flags, const char *format, ...);
        extern void kfree(const void *object);
        extern size_t strlen(const char *text);
        extern int strcmp(const char *a, const char *b);
        extern void *memcpy(void *to, const void *from, size_t size);
        extern void *memset(void *to, int value, size_t size);
        DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
        #endif
        """,
        "include/linux/dma-mapping.h": """
        #ifndef EXAMPLE_DMA_MAPPING_H
        #define EXAMPLE_DMA_MAPPING_H
        #include <linux/device.h>
        #include <linux/slab.h>
        #define DMA_ATTR_WRITE_COMBINE (1UL << 2)
        #define DMA_ATTR_FORCE_CONTIGUOUS (1UL << 6)
        #define DMA_BIT_MASK(n) (((n) == 64) ? ~0ULL : ((1ULL << (n)) - 1))
        enum dma_data_direction { DMA_BIDIRECTIONAL, DMA_TO_DEVICE, DMA_FROM_DEVICE, DMA_NONE };
        struct page;
        extern struct page *virt_to_page(const void *address);
        extern int dma_set_mask(struct device *dev, u64 mask);
        extern int dma_set_mask_and_coherent(struct device *dev, u64 mask);
        extern void *dma_alloc_attrs(struct device *dev, size_t size, dma_addr_t *handle, gfp_t flags,
        			     unsigned long attributes);
        extern void dma_free_attrs(struct device *dev, size_t size, void *address, dma_addr_t handle,
        			   unsigned long attributes);
        extern dma_addr_t dma_map_page_attrs(struct device *dev, struct page *page, size_t offset,
        				     size_t size, enum dma_data_direction direction,
        				     unsigned long attributes);
        extern void dma_unmap_page_attrs(struct device *dev, dma_addr_t address, size_t size,
        				 enum dma_data_direction direction, unsigned long attributes);
        extern int dma_mapping_error(struct device *dev, dma_addr_t address);
        static inline void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle,
        				       gfp_t flags)
        {
        	return dma_alloc_attrs(dev, size, handle, flags, 0);
        }
        static inline void dma_free_coherent(struct device *dev, size_t size, void *address,
        				     dma_addr_t handle)
        {
        	return dma_free_attrs(dev, size, address, handle, 0);
        }
        static inline dma_addr_t dma_map_single_attrs(struct device *dev, void *address, size_t size,
        					      enum dma_data_direction direction,
        					      unsigned long attributes)
        {
        	return dma_map_page_attrs(dev, virt_to_page(address), (unsigned long)address & 4095,
        				  size, direction, attributes);
        }
        static inline void dma_unmap_single_attrs(struct device *dev, dma_addr_t address, size_t size,
        					  enum dma_data_direction direction,
        					  unsigned long attributes)
        {
        	dma_unmap_page_attrs(dev, address, size, direction, attributes);
        }
        #define dma_map_single(d, a, s, r) dma_map_single_attrs(d, a, s, r, 0)
        #define dma_unmap_single(d, a, s, r) dma_unmap_single_attrs(d, a, s, r, 0)
        #define dma_map_page(d, p, o, s, r) dma_map_page_attrs(d, p, o, s, r, 0)
        #define dma_unmap_page(d, a, s, r) dma_unmap_page_attrs(d, a, s, r, 0)
        #endif
        """,
        "include/linux/dmaengine.h": """
        #ifndef EXAMPLE_DMAENGINE_H
        #define EXAMPLE_DMAENGINE_H
        #include <linux/dma-mapping.h>
        struct dma_device { struct device *dev; };
        struct dma_chan { struct dma_device *device; };
        extern struct dma_chan *dma_request_chan(struct device *dev, const char *name);
        extern void dma_release_channel(struct dma_chan *chan);
        #endif
        """,
    ]
}
