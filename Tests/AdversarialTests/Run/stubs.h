/* SPDX-License-Identifier: Apache-2.0
 *
 * What the cases use of the kernel, for the machine at hand: written anew, and only as much as they need. scripts/adversarial-run
 * compiles each case with it and calls the callback with random fields.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

typedef uint8_t u8; typedef int8_t s8; typedef uint16_t u16; typedef int16_t s16;
typedef uint32_t u32; typedef int32_t s32; typedef uint64_t u64; typedef int64_t s64;
typedef unsigned int gfp_t; typedef u64 dma_addr_t; typedef u64 phys_addr_t;

static u64 stub_state = 88172645463325252ull;
static u64 stub_random(void)
{
	stub_state ^= stub_state << 13;
	stub_state ^= stub_state >> 7;
	stub_state ^= stub_state << 17;
	return stub_state;
}
static int stub_one_in(int n) { return stub_random() % n == 0; }

/* A path on which the kernel would stop returns nothing. */
static sigjmp_buf stub_end;
static void __attribute__((noreturn)) stub_stop(void) { siglongjmp(stub_end, 1); }
#define BUG_ON(c) do { if (c) stub_stop(); } while (0)
#define BUG() stub_stop()
#define panic(...) stub_stop()
#define unreachable() __builtin_unreachable()
#define WARN_ON(c) ({ int w = !!(c); w; })
#define WARN_ON_ONCE(c) WARN_ON(c)
#define WARN(c, ...) WARN_ON(c)
#define pr_err(...) ((void)0)
#define pr_warn(...) ((void)0)
#define pr_info(...) ((void)0)
#define dev_err(...) ((void)0)
#define dev_warn(...) ((void)0)
#define dev_info(...) ((void)0)
#define dev_dbg(...) ((void)0)

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define READ_ONCE(x) (*(volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile typeof(x) *)&(x) = (v))
#define smp_load_acquire(p) READ_ONCE(*(p))
#define rcu_dereference_raw(p) READ_ONCE(p)
#define rcu_dereference(p) READ_ONCE(p)
#define rcu_read_lock() ((void)0)
#define rcu_read_unlock() ((void)0)
#define xchg(p, v) ({ typeof(*(p)) old_ = *(p); *(p) = (v); old_; })
#define cmpxchg(p, o, n) ({ typeof(*(p)) old_ = *(p); if (old_ == (o)) *(p) = (n); old_; })
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define swap(a, b) do { typeof(a) t_ = (a); (a) = (b); (b) = t_; } while (0)
#define min(a, b) ({ typeof(a) x_ = (a); typeof(b) y_ = (b); x_ < y_ ? x_ : y_; })
#define max(a, b) ({ typeof(a) x_ = (a); typeof(b) y_ = (b); x_ > y_ ? x_ : y_; })
#define clamp(v, l, h) min(max(v, l), h)
#define BIT(n) (1ul << (n))
#define IS_ENABLED(x) 0
#define __init
#define __exit
#define __maybe_unused __attribute__((unused))
#define __always_unused __attribute__((unused))
#define __must_check
#define __rcu
#define __iomem
#define fallthrough __attribute__((fallthrough))
#define noinline __attribute__((noinline))
#define __noreturn __attribute__((noreturn))
#define container_of(p, t, m) ((t *)((char *)(p) - offsetof(t, m)))

#define MAX_ERRNO 4095
#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)
static inline void *ERR_PTR(long e) { return (void *)e; }
static inline long PTR_ERR(const void *p) { return (long)p; }
static inline bool IS_ERR(const void *p) { return (unsigned long)p >= (unsigned long)-MAX_ERRNO; }
#define IS_ERR_VALUE(x) ((unsigned long)(x) >= (unsigned long)-MAX_ERRNO)
static inline bool IS_ERR_OR_NULL(const void *p) { return !p || IS_ERR(p); }
static inline void *ERR_CAST(const void *p) { return (void *)p; }
static inline int PTR_ERR_OR_ZERO(const void *p) { return IS_ERR(p) ? PTR_ERR(p) : 0; }

struct list_head { struct list_head *next, *prev; };
#define LIST_HEAD_INIT(n) { &(n), &(n) }
#define LIST_HEAD(n) struct list_head n = LIST_HEAD_INIT(n)
static inline void INIT_LIST_HEAD(struct list_head *l) { l->next = l->prev = l; }
static inline void list_add(struct list_head *n, struct list_head *h)
{
	n->next = h->next; n->prev = h; h->next->prev = n; h->next = n;
}
static inline void list_add_tail(struct list_head *n, struct list_head *h) { list_add(n, h->prev); }
static inline int list_empty(const struct list_head *h) { return h->next == h; }
#define list_entry(p, t, m) container_of(p, t, m)
#define list_first_entry(h, t, m) list_entry((h)->next, t, m)
#define list_first_entry_or_null(h, t, m) (list_empty(h) ? NULL : list_first_entry(h, t, m))
#define list_next_entry(p, m) list_entry((p)->m.next, typeof(*(p)), m)
#define list_for_each(p, h) for (p = (h)->next; p != (h); p = p->next)
#define list_for_each_entry(p, h, m) \
	for (p = list_first_entry(h, typeof(*p), m); &p->m != (h); p = list_next_entry(p, m))
#define list_for_each_entry_safe(p, n, h, m) \
	for (p = list_first_entry(h, typeof(*p), m), n = list_next_entry(p, m); &p->m != (h); p = n, n = list_next_entry(n, m))

struct mutex { int held; struct list_head wait; };
#define __MUTEX_INITIALIZER(n) { 0, LIST_HEAD_INIT((n).wait) }
#define DEFINE_MUTEX(n) struct mutex n = __MUTEX_INITIALIZER(n)
static inline void mutex_lock(struct mutex *m) { m->held++; }
static inline void mutex_unlock(struct mutex *m) { m->held--; }
static inline void stub_unlock(struct mutex **m) { mutex_unlock(*m); }
#define guard(c) stub_guard_##c(__COUNTER__)
#define stub_name_(a, b) a##b
#define stub_name(a, b) stub_name_(a, b)
#define stub_guard_mutex(k) \
	struct mutex *stub_name(guard_, k) __attribute__((cleanup(stub_unlock), unused)) = stub_take
static inline struct mutex *stub_take(struct mutex *m) { mutex_lock(m); return m; }
#define scoped_guard(c, m) \
	for (struct mutex *s_ __attribute__((cleanup(stub_unlock))) = stub_take(m), *d_ = NULL; !d_; d_ = s_)

#define __GFP_NOFAIL 0x8000u
#define __GFP_ZERO 0x100u
#define GFP_KERNEL 0xcc0u
#define GFP_ATOMIC 0x20u
static char stub_memory[1 << 16];
static void *kmalloc(size_t n, gfp_t f)
{
	if (!(f & __GFP_NOFAIL) && stub_one_in(4)) return NULL;
	if (f & __GFP_ZERO) memset(stub_memory, 0, n < sizeof(stub_memory) ? n : sizeof(stub_memory));
	return stub_memory;
}
static inline void *kzalloc(size_t n, gfp_t f) { return kmalloc(n, f | __GFP_ZERO); }
static inline void *kcalloc(size_t n, size_t s, gfp_t f) { return kzalloc(n * s, f); }
static inline void *kmemdup(const void *p, size_t n, gfp_t f)
{
	void *q = kmalloc(n, f);
	if (q) memcpy(q, p, n);
	return q;
}
static inline void kfree(const void *p) { (void)p; }
#define __free(n) __attribute__((cleanup(stub_free_##n)))
static inline void stub_free_kfree(void *p) { (void)p; }
static inline void stub_free_put_device(void *p) { (void)p; }
#define no_free_ptr(p) ({ typeof(p) v_ = (p); (p) = NULL; v_; })
#define return_ptr(p) return no_free_ptr(p)

struct device_node { int x; };
struct device { struct device *parent; void *driver_data; struct device_node *of_node; long pad[4]; };
struct pci_epc { struct device dev; };
struct pci_epf { struct device dev; struct pci_epc *epc; };
struct pci_dev { int devfn; struct device dev; };
struct platform_device { int id; struct device dev; };
struct ntb_dev;
struct ntb_dev_ops { struct device *(*get_dma_dev)(struct ntb_dev *ntb); };
struct ntb_dev { struct device dev; struct pci_dev *pdev; const struct ntb_dev_ops *ops; };
static inline int ntb_register_device(struct ntb_dev *n) { (void)n; return 0; }
static struct device stub_other;
static inline struct device *get_device(struct device *d) { return d; }
static inline void put_device(struct device *d) { (void)d; }
static inline struct pci_dev *pci_dev_get(struct pci_dev *p) { return p; }
static inline void *devm_kzalloc(struct device *d, size_t n, gfp_t f) { (void)d; return kzalloc(n, f); }
static inline void *dev_get_drvdata(const struct device *d) { return d->driver_data; }
static inline struct device *device_find_child(struct device *d, void *p, int (*m)(struct device *, void *))
{
	(void)p; (void)m;
	return stub_one_in(2) ? d : NULL;
}
struct bus_type { int x; };
static struct bus_type pci_bus_type;
static inline struct device *bus_find_device_by_name(const struct bus_type *b, struct device *s, const char *n)
{
	(void)b; (void)s; (void)n;
	return stub_one_in(2) ? &stub_other : NULL;
}
static inline struct platform_device *of_find_device_by_node(struct device_node *n)
{
	static struct platform_device p;
	(void)n;
	return stub_one_in(2) ? &p : NULL;
}
struct xarray { int x; };
struct idr { int x; };
#define DEFINE_XARRAY(n) struct xarray n
#define DEFINE_IDR(n) struct idr n
static inline void *xa_load(struct xarray *x, unsigned long i) { (void)x; (void)i; return stub_one_in(2) ? &stub_other : NULL; }
static inline void *idr_find(struct idr *x, unsigned long i) { (void)x; (void)i; return stub_one_in(2) ? &stub_other : NULL; }
struct kref { int n; };
static inline int kref_get_unless_zero(struct kref *k) { (void)k; return stub_random() & 1; }
