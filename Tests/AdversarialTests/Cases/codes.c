//= code_tested | errptr | the commonest idiom
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= code_replaced | clean | the same, and an object
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret) return &to_my(ntb)->own; return &good; }
//= code_negative | errptr | ret < 0
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret < 0)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= code_ladder | errptr | a ladder of goto
struct device *f(struct ntb_dev *ntb) { int ret; ret = ext_int(); if (ret) goto out; ret = ext_int(); if (ret < 0) goto out; return &good;
out:	ext_void();
	return ERR_PTR(ret); /* !! */ }
//= code_cast | errptr | by a cast
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret)
	return (void *)(long)ret; /* !! */
	return &good; }
//= code_not_zero | errptr | compared with 0
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret == 0) return &good;
	return ERR_PTR(ret); /* !! */ }
//= code_zero_too | null | 0 is NULL
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret > 0) return &good; if (ret < 0) return &good;
	return ERR_PTR(ret); /* !! */ }
//= code_untested | unproven | nobody tested it
struct device *f(struct ntb_dev *ntb) { return ERR_PTR(ext_int()); }
//= code_table | errptr | one of a table of codes
static const int tab[] = { -EINVAL, -ENODEV, -EIO };
struct device *f(struct ntb_dev *ntb) { if (to_my(ntb)->n < 3)
	return ERR_PTR(tab[to_my(ntb)->n]); /* !! */
	return &good; }
//= code_table_zero | unproven | one of a table of codes, of which one is 0
static const int tab[] = { -EINVAL, 0, -EIO };
struct device *f(struct ntb_dev *ntb) { if (to_my(ntb)->n < 3) return ERR_PTR(tab[to_my(ntb)->n]); return &good; }
//= code_helper | errptr | a helper wraps it
static struct device *g(int ret) { return ret ? ERR_PTR(ret) : &good; }
struct device *f(struct ntb_dev *ntb) {
	return g(ext_int()); /* !! */ }
//= code_helper_replaced | clean | and the caller replaces it
static struct device *g(int ret) { return ret < 0 ? ERR_PTR(ret) : &good; }
struct device *f(struct ntb_dev *ntb) { struct device *p = g(ext_int()); if (IS_ERR(p)) return &good; return p; }
//= code_switch | errptr | a case of its own
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); switch (ret) { case 0: return &good; default:
	return ERR_PTR(ret); /* !! */ } }
//= code_long | errptr | a long below 0
struct device *f(struct ntb_dev *ntb) { long ret = ext_int(); if (ret < 0)
	return ERR_PTR(ret); /* !! */
	return &good; }
//= code_field | errptr | kept in a member
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); m->n = ext_int(); if (m->n)
	return ERR_PTR(m->n); /* !! */
	return &good; }
//= code_minus | errptr | turned round
struct device *f(struct ntb_dev *ntb) { int ret = ext_int(); if (ret > 0)
	return ERR_PTR(-ret); /* !! */
	return &good; }
//= code_through_pointer | errptr | ERR_CAST of a helper's
static struct my *g(int ret) { return ret ? ERR_PTR(ret) : NULL; }
struct device *f(struct ntb_dev *ntb) { struct my *p = g(ext_int()); if (IS_ERR(p))
	return ERR_CAST(p); /* !! */
	return &good; }
//= code_number_pointer | clean | a pointer that is kept as a number
struct device *f(struct ntb_dev *ntb) { unsigned long v = (unsigned long)to_my(ntb)->cached; if (v) return (void *)v; return &good; }
//= code_retried | errptr | in a loop
struct device *f(struct ntb_dev *ntb) { int ret, i; for (i = 0; i < 3; i++) { ret = ext_int(); if (!ret) return &good; }
	return ERR_PTR(ret); /* !! */ }
//= nofail | clean | an allocation that never fails
struct device *f(struct ntb_dev *ntb) { struct device *p = kmemdup(&good, sizeof(good), GFP_KERNEL | __GFP_NOFAIL); return p; }
//= nofail_twin | null | an allocation that may
struct device *f(struct ntb_dev *ntb) { struct device *p = kmemdup(&good, sizeof(good), GFP_KERNEL | __GFP_ZERO);
	return p; /* !! */ }
//= nofail_local | clean | the flags in a local
struct device *f(struct ntb_dev *ntb) { gfp_t flags = GFP_KERNEL; flags |= __GFP_NOFAIL; return kmalloc(sizeof(struct device), flags); }
//= nofail_local_twin | null | the flags in a local, cleared
struct device *f(struct ntb_dev *ntb) { gfp_t flags = GFP_KERNEL | __GFP_NOFAIL; flags &= ~__GFP_NOFAIL;
	return kmalloc(sizeof(struct device), flags); /* !! */ }
//= nofail_zeroed | clean | zeroed memory
struct device *f(struct ntb_dev *ntb) { return kzalloc(sizeof(struct device), GFP_ATOMIC | __GFP_NOFAIL); }
//= nofail_array | clean | an array
struct device *f(struct ntb_dev *ntb) { return kcalloc(2, sizeof(struct device), GFP_KERNEL | __GFP_NOFAIL); }
//= nofail_parameter | clean | the flags of a helper's caller
static void *g(gfp_t flags) { return kmalloc(sizeof(struct device), flags | __GFP_ZERO); }
struct device *f(struct ntb_dev *ntb) { return g(GFP_KERNEL | __GFP_NOFAIL); }
//= nofail_unknown | null | flags that aren't known
static void *g(gfp_t flags) { return kmalloc(sizeof(struct device), flags); }
struct device *f(struct ntb_dev *ntb) {
	return g(to_my(ntb)->flags); /* !! */ }
//= nofail_either | clean | known whatever the rest
static void *g(gfp_t flags) { return kmalloc(sizeof(struct device), flags | __GFP_NOFAIL); }
struct device *f(struct ntb_dev *ntb) { return g(to_my(ntb)->flags); }
