extension HeaderSet {
    /// The driver model, PCI and its endpoint side.
    static let devices: [String: String] = [
        "include/linux/device.h": """
        #ifndef EXAMPLE_DEVICE_H
        #define EXAMPLE_DEVICE_H
        #include <linux/err.h>
        #include <linux/mutex.h>
        struct kobject { const char *name; struct kobject *parent; };
        struct device_driver { const char *name; struct module *owner; };
        struct bus_type { const char *name; };
        struct device_node;
        struct device {
        	struct kobject kobj;
        	struct device *parent;
        	const struct bus_type *bus;
        	struct device_driver *driver;
        	void *platform_data;
        	void *driver_data;
        	struct mutex mutex;
        	struct device_node *of_node;
        	u64 *dma_mask;
        };
        extern struct device *get_device(struct device *dev);
        extern void put_device(struct device *dev);
        extern struct device *bus_find_device_by_name(const struct bus_type *bus, struct device *start,
        					      const char *name);
        extern void *devm_kmalloc(struct device *dev, size_t size, gfp_t flags);
        extern void *devm_kzalloc(struct device *dev, size_t size, gfp_t flags);
        static inline void *dev_get_drvdata(const struct device *dev) { return dev->driver_data; }
        static inline void dev_set_drvdata(struct device *dev, void *data) { dev->driver_data = data; }
        static inline const char *dev_name(const struct device *dev) { return dev->kobj.name; }
        extern void _dev_err(const struct device *dev, const char *format, ...);
        extern void _dev_warn(const struct device *dev, const char *format, ...);
        extern void _dev_info(const struct device *dev, const char *format, ...);
        #define dev_err(dev, ...) _dev_err(dev, __VA_ARGS__)
        #define dev_warn(dev, ...) _dev_warn(dev, __VA_ARGS__)
        #define dev_info(dev, ...) _dev_info(dev, __VA_ARGS__)
        #define dev_dbg(dev, ...) ({ if (0) _dev_info(dev, __VA_ARGS__); })
        #define dev_WARN_ONCE(dev, condition, ...) WARN(condition, __VA_ARGS__)
        DEFINE_FREE(put_device, struct device *, if (_T) put_device(_T))
        DEFINE_GUARD(device, struct device *, mutex_lock(&_T->mutex), mutex_unlock(&_T->mutex))
        #endif
        """,
        "include/linux/pci.h": """
        #ifndef EXAMPLE_PCI_H
        #define EXAMPLE_PCI_H
        #include <linux/device.h>
        struct pci_bus {
        	struct pci_bus *parent;
        	struct pci_dev *self;
        	struct device *bridge;
        	struct device dev;
        	void *sysdata;
        };
        struct pci_dev {
        	struct pci_bus *bus;
        	unsigned int devfn;
        	unsigned short vendor, device;
        	unsigned int is_virtfn:1;
        	struct pci_dev *physfn;
        	struct device dev;
        };
        #define to_pci_dev(n) container_of(n, struct pci_dev, dev)
        extern struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device,
        				      struct pci_dev *from);
        extern struct pci_dev *pci_dev_get(struct pci_dev *dev);
        extern void pci_dev_put(struct pci_dev *dev);
        static inline void *pci_get_drvdata(struct pci_dev *pdev) { return dev_get_drvdata(&pdev->dev); }
        static inline void pci_set_drvdata(struct pci_dev *pdev, void *data)
        {
        	dev_set_drvdata(&pdev->dev, data);
        }
        static inline struct pci_dev *pci_physfn(struct pci_dev *dev)
        {
        	if (dev->is_virtfn)
        		dev = dev->physfn;
        	return dev;
        }
        DEFINE_FREE(pci_dev_put, struct pci_dev *, if (_T) pci_dev_put(_T))
        #endif
        """,
        "include/linux/pci-epc.h": """
        #ifndef EXAMPLE_PCI_EPC_H
        #define EXAMPLE_PCI_EPC_H
        #include <linux/pci-epf.h>
        struct pci_epc {
        	struct device dev;
        	struct list_head pci_epf;
        	struct mutex list_lock;
        	u8 max_functions;
        };
        #define to_pci_epc(device) container_of((device), struct pci_epc, dev)
        extern struct pci_epc *pci_epc_get(const char *name);
        extern void pci_epc_put(struct pci_epc *epc);
        static inline void *epc_get_drvdata(struct pci_epc *epc) { return dev_get_drvdata(&epc->dev); }
        #endif
        """,
        "include/linux/pci-epf.h": """
        #ifndef EXAMPLE_PCI_EPF_H
        #define EXAMPLE_PCI_EPF_H
        #include <linux/device.h>
        #include <linux/list.h>
        struct pci_epf;
        struct pci_epc;
        struct pci_epf_ops {
        	int (*bind)(struct pci_epf *epf);
        	void (*unbind)(struct pci_epf *epf);
        };
        struct pci_epf_device_id { char name[20]; unsigned long driver_data; };
        struct pci_epf_driver {
        	const char *name;
        	int (*probe)(struct pci_epf *epf, const struct pci_epf_device_id *id);
        	void (*remove)(struct pci_epf *epf);
        	struct device_driver driver;
        	const struct pci_epf_ops *ops;
        	struct module *owner;
        	const struct pci_epf_device_id *id_table;
        };
        struct pci_epf {
        	struct device dev;
        	const char *name;
        	u8 func_no;
        	struct pci_epc *epc;
        	struct pci_epf *epf_pf;
        	struct pci_epf_driver *driver;
        	struct list_head list;
        	struct mutex lock;
        };
        #define to_pci_epf(device) container_of((device), struct pci_epf, dev)
        extern int __pci_epf_register_driver(struct pci_epf_driver *driver, struct module *owner);
        extern void pci_epf_unregister_driver(struct pci_epf_driver *driver);
        #define pci_epf_register_driver(driver) __pci_epf_register_driver((driver), THIS_MODULE)
        static inline void epf_set_drvdata(struct pci_epf *epf, void *data)
        {
        	dev_set_drvdata(&epf->dev, data);
        }
        static inline void *epf_get_drvdata(struct pci_epf *epf) { return dev_get_drvdata(&epf->dev); }
        #include <linux/pci-epc.h>
        #endif
        """,
    ]

    /// linux/ntb.h before and after the callback came.
    static func ntb(callback: Bool) -> String {
        let doc =
            callback ? "\n * @get_dma_dev: The device for the DMA API; see ntb_get_dma_dev()." : ""
        let member = callback ? "\n\tstruct device *(*get_dma_dev)(struct ntb_dev *ntb);" : ""
        let helper =
            callback
            ? """

            /**
             * ntb_get_dma_dev() - the device that memory windows are mapped for
             * @ntb: the NTB device
             *
             * Drivers that implement .get_dma_dev() must return a non-NULL pointer.
             *
             * Return: the device for the DMA API.
             */
            static inline struct device *ntb_get_dma_dev(struct ntb_dev *ntb)
            {
            	if (!ntb->ops->get_dma_dev)
            		return ntb->dev.parent;
            	return ntb->ops->get_dma_dev(ntb);
            }
            """ : ""
        return """
            #ifndef EXAMPLE_NTB_H
            #define EXAMPLE_NTB_H
            #include <linux/device.h>
            #include <linux/pci.h>

            struct ntb_dev;

            struct ntb_ctx_ops {
            	void (*link_event)(void *context);
            	void (*db_event)(void *context, int vector);
            };

            /**
             * struct ntb_dev_ops - what a driver of NTB hardware provides
             * @port_number: The port that the device has.
             * @peer_port_count: How many ports can be reached.
             * @link_is_up: Whether the link is up.
             * @mw_count: How many memory windows there are.\(doc)
             */
            struct ntb_dev_ops {
            	int (*port_number)(struct ntb_dev *ntb);
            	int (*peer_port_count)(struct ntb_dev *ntb);
            	u64 (*link_is_up)(struct ntb_dev *ntb);
            	int (*mw_count)(struct ntb_dev *ntb, int pidx);\(member)
            };

            struct ntb_dev {
            	struct device dev;
            	struct pci_dev *pdev;
            	const struct ntb_dev_ops *ops;
            	void *ctx;
            	const struct ntb_ctx_ops *ctx_ops;
            	spinlock_t ctx_lock;
            };
            #define dev_ntb(device) container_of((device), struct ntb_dev, dev)

            struct ntb_client;
            struct ntb_client_ops {
            	int (*probe)(struct ntb_client *client, struct ntb_dev *ntb);
            	void (*remove)(struct ntb_client *client, struct ntb_dev *ntb);
            };
            struct ntb_client {
            	struct device_driver drv;
            	const struct ntb_client_ops ops;
            };
            extern int ntb_register_device(struct ntb_dev *ntb);
            extern void ntb_unregister_device(struct ntb_dev *ntb);
            \(helper)
            #endif
            """
    }
}
