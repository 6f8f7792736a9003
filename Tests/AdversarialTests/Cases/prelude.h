#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/err.h>
#include <linux/list.h>
#include <linux/device.h>
#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/pci-epf.h>
#include <linux/pci-epc.h>
#include <linux/ntb.h>
#include <linux/idr.h>
#include <linux/of_platform.h>
#include <linux/platform_device.h>
#include <linux/rbtree.h>
#include <linux/rcupdate.h>
#include <linux/xarray.h>
#include <linux/bitfield.h>
#include <linux/string.h>
#include <linux/math.h>
#include <linux/overflow.h>

struct node { struct device dev; struct list_head list; int id; struct device second; };
struct my {
	struct ntb_dev ntb;
	struct device own;
	struct device *cached;
	struct device *other;
	struct device *table[4];
	struct pci_epf *epf;
	struct node *node;
	struct list_head nodes;
	struct mutex lock;
	int n;
	unsigned int flags;
	bool ok;
};
#define to_my(p) container_of(p, struct my, ntb)
static struct device good;
extern struct device *ext_dev(void);
extern int ext_int(void);
extern u64 ext_u64(void);
extern void ext_void(void);
extern void ext_any(void *p);
extern void ext_touch(struct my *m);
extern int ext_get(struct device **out);
