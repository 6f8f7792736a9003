// SPDX-License-Identifier: GPL-2.0-only
/*
 * A PCI endpoint controller for tests, on QEMU's device edu (1234:11e8).
 *
 * edu is a PCI device behind the emulated IOMMU that can copy memory. That is
 * all that vNTB needs of a controller: its BARs are remembered, and what a host
 * would write to one of them is written by edu's own DMA, to the bus address
 * that the BAR was set to. So the IOMMU translates, or refuses, what it would
 * of a real controller.
 *
 * The host is played through debugfs, edu_epc/do, one command a write:
 *
 *   write BAR OFFSET VALUE	32 bits by DMA
 *   spad INDEX VALUE		the local side's scratchpad, in BAR 0
 *   peer INDEX VALUE		the host's scratchpad, in BAR 0
 *   fill BAR OFFSET LENGTH	a pattern by DMA, below 4096 bytes
 *   frame LENGTH		an Ethernet frame for ntb_transport in BAR 2
 *   where BAR OFFSET		who has that bus address mapped, and to what
 *   compare BAR OFFSET LENGTH	is the pattern in the memory that was allocated?
 *
 * Answers go to the kernel's log, as lines that begin with "host: ".
 */

#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/etherdevice.h>
#include <linux/iommu.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/pci.h>
#include <linux/pci-epc.h>
#include <linux/pci-epf.h>
#include <linux/uaccess.h>
#include <linux/version.h>

#define EDU_DMA_SRC	0x80
#define EDU_DMA_DST	0x88
#define EDU_DMA_COUNT	0x90
#define EDU_DMA_COMMAND	0x98
#define EDU_DMA_RUN	BIT(0)
#define EDU_DMA_TO_RAM	BIT(1)
#define EDU_BUFFER	0x40000
#define EDU_BUFFER_SIZE	4096

/* struct epf_ntb_ctrl, as a host sees it in BAR 0 */
#define CTRL_SPAD_OFFSET	0x28
#define CTRL_SPAD_COUNT		0x2c

/* struct ntb_payload_header, at the end of a frame of ntb_transport */
#define TRANSPORT_FRAME		0x10000
#define TRANSPORT_HEADER	(TRANSPORT_FRAME - 12)
#define TRANSPORT_DONE		BIT(0)

#define ETHERTYPE	ETH_P_802_EX1

struct edu_bar {
	dma_addr_t bus;
	size_t size;
	bool set;
};

struct edu_epc {
	struct pci_dev *pdev;
	struct pci_epc *epc;
	void __iomem *regs;
	void *page;
	dma_addr_t page_bus;
	struct dentry *debugfs;
	struct mutex lock;	/* one copy at a time */
	struct edu_bar bars[PCI_STD_NUM_BARS];
	bool fail_set_bar;
	u32 interrupts;
	struct packet_type packets;
};

static unsigned long window = 0x10000000;
module_param(window, ulong, 0444);
MODULE_PARM_DESC(window, "Outbound window: physical addresses that are no RAM");

static unsigned int vbus = 0x10;
module_param(vbus, uint, 0444);
MODULE_PARM_DESC(vbus, "Number of the bus that vNTB's virtual function is on");

/* What is written, and looked for: depends on the place, is never 0. */
static u8 pattern(size_t i)
{
	return 0x80 | (i * 7 + (i >> 7));
}

/* ---- endpoint controller ---- */

static int edu_write_header(struct pci_epc *epc, u8 func, u8 vfunc,
			    struct pci_epf_header *header)
{
	return 0;
}

static int edu_set_bar(struct pci_epc *epc, u8 func, u8 vfunc,
		       struct pci_epf_bar *bar)
{
	struct edu_epc *edu = epc_get_drvdata(epc);

	if (READ_ONCE(edu->fail_set_bar)) {
		pr_info("host: set_bar BAR%d fails, as told\n", bar->barno);
		return -EIO;
	}

	edu->bars[bar->barno].bus = bar->phys_addr;
	edu->bars[bar->barno].size = bar->size;
	edu->bars[bar->barno].set = true;
	pr_info("host: set_bar BAR%d bus=%pad size=0x%zx\n", bar->barno,
		&bar->phys_addr, (size_t)bar->size);
	return 0;
}

static void edu_clear_bar(struct pci_epc *epc, u8 func, u8 vfunc,
			  struct pci_epf_bar *bar)
{
	struct edu_epc *edu = epc_get_drvdata(epc);

	edu->bars[bar->barno].set = false;
}

static int edu_map_addr(struct pci_epc *epc, u8 func, u8 vfunc,
			phys_addr_t phys, u64 bus, size_t size)
{
	return 0;
}

static void edu_unmap_addr(struct pci_epc *epc, u8 func, u8 vfunc,
			   phys_addr_t phys)
{
}

static int edu_set_msi(struct pci_epc *epc, u8 func, u8 vfunc, u8 count)
{
	return 0;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
static int edu_raise_irq(struct pci_epc *epc, u8 func, u8 vfunc,
			 unsigned int type, u16 number)
#else
static int edu_raise_irq(struct pci_epc *epc, u8 func, u8 vfunc,
			 enum pci_epc_irq_type type, u16 number)
#endif
{
	struct edu_epc *edu = epc_get_drvdata(epc);

	edu->interrupts++;
	return 0;
}

static int edu_start(struct pci_epc *epc)
{
	return 0;
}

static void edu_stop(struct pci_epc *epc)
{
}

static const struct pci_epc_features edu_features = {
	.msi_capable = 1,
};

static const struct pci_epc_features *
edu_get_features(struct pci_epc *epc, u8 func, u8 vfunc)
{
	return &edu_features;
}

static const struct pci_epc_ops edu_epc_ops = {
	.write_header	= edu_write_header,
	.set_bar	= edu_set_bar,
	.clear_bar	= edu_clear_bar,
	.map_addr	= edu_map_addr,
	.unmap_addr	= edu_unmap_addr,
	.set_msi	= edu_set_msi,
	.raise_irq	= edu_raise_irq,
	.start		= edu_start,
	.stop		= edu_stop,
	.get_features	= edu_get_features,
	.owner		= THIS_MODULE,
};

/* ---- edu's DMA ---- */

static int edu_run(struct edu_epc *edu, u64 from, u64 to, size_t count,
		   u64 command)
{
	int tries;

	writeq(from, edu->regs + EDU_DMA_SRC);
	writeq(to, edu->regs + EDU_DMA_DST);
	writeq(count, edu->regs + EDU_DMA_COUNT);
	writeq(command | EDU_DMA_RUN, edu->regs + EDU_DMA_COMMAND);
	/* QEMU lets a copy take 100 ms. */
	for (tries = 0; tries < 1000; tries++) {
		if (!(readq(edu->regs + EDU_DMA_COMMAND) & EDU_DMA_RUN))
			return 0;
		usleep_range(5000, 10000);
	}
	dev_err(&edu->pdev->dev, "DMA does not end\n");
	return -ETIMEDOUT;
}

static int edu_check(struct edu_epc *edu, unsigned int bar, u64 offset,
		     size_t count)
{
	if (bar >= PCI_STD_NUM_BARS || !count || count >= EDU_BUFFER_SIZE)
		return -EINVAL;
	if (!edu->bars[bar].set || offset + count > edu->bars[bar].size)
		return -ENXIO;
	return 0;
}

/* Copies the beginning of edu's page to a BAR; twice, as edu has a buffer. */
static int edu_copy_to_bar(struct edu_epc *edu, unsigned int bar, u64 offset,
			   size_t count)
{
	int ret = edu_check(edu, bar, offset, count);

	if (ret)
		return ret;
	ret = edu_run(edu, edu->page_bus, EDU_BUFFER, count, 0);
	if (ret)
		return ret;
	return edu_run(edu, EDU_BUFFER, edu->bars[bar].bus + offset, count,
		       EDU_DMA_TO_RAM);
}

static int edu_copy_from_bar(struct edu_epc *edu, unsigned int bar, u64 offset,
			     size_t count)
{
	int ret = edu_check(edu, bar, offset, count);

	if (ret)
		return ret;
	ret = edu_run(edu, edu->bars[bar].bus + offset, EDU_BUFFER, count, 0);
	if (ret)
		return ret;
	return edu_run(edu, EDU_BUFFER, edu->page_bus, count, EDU_DMA_TO_RAM);
}

static int edu_write32(struct edu_epc *edu, unsigned int bar, u64 offset,
		       u32 value)
{
	memcpy(edu->page, &value, sizeof(value));
	return edu_copy_to_bar(edu, bar, offset, sizeof(value));
}

static int edu_read32(struct edu_epc *edu, unsigned int bar, u64 offset,
		      u32 *value)
{
	int ret = edu_copy_from_bar(edu, bar, offset, sizeof(*value));

	memcpy(value, edu->page, sizeof(*value));
	return ret;
}

static int edu_spad(struct edu_epc *edu, bool local, u32 index, u32 value)
{
	u32 offset, count;
	int ret;

	ret = edu_read32(edu, BAR_0, CTRL_SPAD_OFFSET, &offset);
	if (!ret)
		ret = edu_read32(edu, BAR_0, CTRL_SPAD_COUNT, &count);
	if (ret)
		return ret;
	if (index >= count)
		return -EINVAL;
	return edu_write32(edu, BAR_0, offset + 4 * (index + (local ? count : 0)),
			   value);
}

/* The pattern goes on from page to page of the BAR, wherever it begins. */
static void edu_pattern(struct edu_epc *edu, size_t at, size_t count,
			size_t place)
{
	u8 *bytes = edu->page;
	size_t i;

	for (i = 0; i < count; i++)
		bytes[at + i] = pattern(place + i);
}

static int edu_fill(struct edu_epc *edu, unsigned int bar, u64 offset,
		    size_t count)
{
	if (count >= EDU_BUFFER_SIZE)
		return -EINVAL;
	edu_pattern(edu, 0, count, offset_in_page(offset));
	return edu_copy_to_bar(edu, bar, offset, count);
}

static int edu_frame(struct edu_epc *edu, u32 count)
{
	struct ethhdr *eth = edu->page;
	u32 header[3] = { 0, count, TRANSPORT_DONE };
	int ret;

	if (count <= ETH_HLEN || count >= EDU_BUFFER_SIZE)
		return -EINVAL;
	eth_broadcast_addr(eth->h_dest);
	memcpy(eth->h_source, "\x02host!", ETH_ALEN);
	eth->h_proto = htons(ETHERTYPE);
	edu_pattern(edu, ETH_HLEN, count - ETH_HLEN, ETH_HLEN);
	ret = edu_copy_to_bar(edu, BAR_2, 0, count);
	if (ret)
		return ret;
	memcpy(edu->page, header, sizeof(header));
	return edu_copy_to_bar(edu, BAR_2, TRANSPORT_HEADER, sizeof(header));
}

/* ---- who maps what ---- */

struct place {
	dma_addr_t bus;
	phys_addr_t controller;	/* what edu's domain has there, 0 if nothing */
	phys_addr_t function;	/* the same of the virtual function's */
	bool direct;		/* the virtual function has no domain */
};

static phys_addr_t bus_to_phys(struct device *dev, dma_addr_t bus, bool *direct)
{
	struct iommu_domain *domain = iommu_get_domain_for_dev(dev);

	/* Without an IOMMU the bus has the addresses of the memory. */
	*direct = !domain;
	return domain ? iommu_iova_to_phys(domain, bus) : bus;
}

static struct pci_dev *virtual_function(void)
{
	struct pci_dev *pdev = NULL;

	/* By its bus alone: its PCI domain is whatever vNTB has there. */
	for_each_pci_dev(pdev)
		if (pdev->bus->number == vbus)
			return pdev;
	return NULL;
}

static int edu_where(struct edu_epc *edu, unsigned int bar, u64 offset,
		     struct place *place)
{
	struct pci_dev *function;
	bool direct;
	int ret = edu_check(edu, bar, offset, 1);

	if (ret)
		return ret;
	function = virtual_function();
	if (!function)
		return -ENODEV;
	place->bus = edu->bars[bar].bus + offset;
	place->controller = bus_to_phys(&edu->pdev->dev, place->bus, &direct);
	place->function = bus_to_phys(&function->dev, place->bus, &place->direct);
	pci_dev_put(function);
	return 0;
}

static int edu_print_where(struct edu_epc *edu, unsigned int bar, u64 offset)
{
	struct place place;
	int ret = edu_where(edu, bar, offset, &place);

	if (ret)
		return ret;
	pr_info("host: BAR%u+0x%llx bus=%pad controller=%pa function=%pa%s\n",
		bar, offset, &place.bus, &place.controller, &place.function,
		place.direct ? " (direct)" : "");
	return 0;
}

/*
 * The memory that the client got is what the virtual function's domain maps, if
 * it was allocated for that; else what edu's domain maps. What neither maps was
 * allocated for a virtual function that is behind no IOMMU.
 */
static int edu_compare(struct edu_epc *edu, unsigned int bar, u64 offset,
		       size_t count)
{
	size_t i, same = 0, touched = 0;
	struct place place;
	phys_addr_t phys;
	const u8 *bytes;
	int ret = edu_where(edu, bar, offset, &place);

	if (ret)
		return ret;
	phys = place.function;
	if (place.controller && (place.direct || !phys))
		phys = place.controller;
	if (!phys || !pfn_valid(PHYS_PFN(phys)))
		return -EFAULT;
	if (count > PAGE_SIZE - offset_in_page(offset))
		return -EINVAL;
	bytes = phys_to_virt(phys);
	for (i = 0; i < count; i++) {
		same += bytes[i] == pattern(offset_in_page(offset) + i);
		touched += bytes[i] != 0;
	}
	pr_info("host: payload %s at %pa, %zu of %zu bytes\n",
		same == count ? "intact" : touched ? "damaged" : "missing",
		&phys, same, count);
	return 0;
}

/* ---- what ntb_netdev receives ---- */

static int edu_receive(struct sk_buff *skb, struct net_device *dev,
		       struct packet_type *type, struct net_device *original)
{
	size_t i, same = 0;

	if (!skb_linearize(skb)) {
		for (i = 0; i < skb->len; i++)
			same += skb->data[i] == pattern(i + ETH_HLEN);
		pr_info("host: %s received %u bytes, payload %s\n", dev->name,
			skb->len, same == skb->len ? "intact" : "damaged");
	}
	kfree_skb(skb);
	return NET_RX_SUCCESS;
}

/* ---- commands ---- */

static int edu_command(struct edu_epc *edu, const char *text)
{
	unsigned int bar;
	u64 a, b;

	if (sscanf(text, "write %u %lli %lli", &bar, &a, &b) == 3)
		return edu_write32(edu, bar, a, b);
	if (sscanf(text, "spad %lli %lli", &a, &b) == 2)
		return edu_spad(edu, true, a, b);
	if (sscanf(text, "peer %lli %lli", &a, &b) == 2)
		return edu_spad(edu, false, a, b);
	if (sscanf(text, "fill %u %lli %lli", &bar, &a, &b) == 3)
		return edu_fill(edu, bar, a, b);
	if (sscanf(text, "frame %lli", &a) == 1)
		return edu_frame(edu, a);
	if (sscanf(text, "where %u %lli", &bar, &a) == 2)
		return edu_print_where(edu, bar, a);
	if (sscanf(text, "compare %u %lli %lli", &bar, &a, &b) == 3)
		return edu_compare(edu, bar, a, b);
	return -EINVAL;
}

static ssize_t edu_do(struct file *file, const char __user *user, size_t size,
		      loff_t *position)
{
	struct edu_epc *edu = file->private_data;
	char text[80];
	int ret;

	if (size >= sizeof(text))
		return -EINVAL;
	if (copy_from_user(text, user, size))
		return -EFAULT;
	text[size] = '\0';
	mutex_lock(&edu->lock);
	ret = edu_command(edu, text);
	mutex_unlock(&edu->lock);
	return ret ?: size;
}

static const struct file_operations edu_do_fops = {
	.owner	= THIS_MODULE,
	.open	= simple_open,
	.write	= edu_do,
};

/* ---- PCI driver ---- */

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu_epc *edu;
	int ret;

	edu = devm_kzalloc(&pdev->dev, sizeof(*edu), GFP_KERNEL);
	if (!edu)
		return -ENOMEM;
	edu->pdev = pdev;
	mutex_init(&edu->lock);
	pci_set_drvdata(pdev, edu);

	ret = pcim_enable_device(pdev);
	if (ret)
		return ret;
	pci_set_master(pdev);
	ret = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(64));
	if (ret)
		return ret;
	edu->regs = pcim_iomap(pdev, 0, 0);
	if (!edu->regs)
		return -ENOMEM;
	edu->page = dma_alloc_coherent(&pdev->dev, PAGE_SIZE, &edu->page_bus,
				       GFP_KERNEL);
	if (!edu->page)
		return -ENOMEM;

	edu->epc = pci_epc_create(&pdev->dev, &edu_epc_ops);
	if (IS_ERR(edu->epc)) {
		ret = PTR_ERR(edu->epc);
		goto free_page;
	}
	edu->epc->max_functions = 1;
	epc_set_drvdata(edu->epc, edu);
	ret = pci_epc_mem_init(edu->epc, window, SZ_16M, PAGE_SIZE);
	if (ret)
		goto destroy;

	edu->debugfs = debugfs_create_dir("edu_epc", NULL);
	debugfs_create_file("do", 0200, edu->debugfs, edu, &edu_do_fops);
	debugfs_create_bool("fail_set_bar", 0600, edu->debugfs,
			    &edu->fail_set_bar);
	debugfs_create_u32("interrupts", 0400, edu->debugfs, &edu->interrupts);
	edu->packets.type = htons(ETHERTYPE);
	edu->packets.func = edu_receive;
	dev_add_pack(&edu->packets);
	pr_info("host: edu has IOMMU group %d\n",
		pdev->dev.iommu_group ? iommu_group_id(pdev->dev.iommu_group) : -1);
	return 0;

destroy:
	pci_epc_destroy(edu->epc);
free_page:
	dma_free_coherent(&pdev->dev, PAGE_SIZE, edu->page, edu->page_bus);
	return ret;
}

static void edu_remove(struct pci_dev *pdev)
{
	struct edu_epc *edu = pci_get_drvdata(pdev);

	dev_remove_pack(&edu->packets);
	debugfs_remove_recursive(edu->debugfs);
	pci_epc_mem_exit(edu->epc);
	pci_epc_destroy(edu->epc);
	dma_free_coherent(&pdev->dev, PAGE_SIZE, edu->page, edu->page_bus);
}

static const struct pci_device_id edu_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ }
};
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name		= "edu_epc",
	.id_table	= edu_ids,
	.probe		= edu_probe,
	.remove		= edu_remove,
};
module_pci_driver(edu_driver);

MODULE_DESCRIPTION("PCI endpoint controller for tests on QEMU's edu");
MODULE_LICENSE("GPL");
