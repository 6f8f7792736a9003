//= parts_rcu | clean | a member's address under rcu
struct device *f(struct ntb_dev *ntb) { struct device *d; guard(rcu)(); d = &to_my(ntb)->node->second; if (!d) return NULL; return d; }
//= parts_container_first | clean | container_of of a first member says nothing of its pointer
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (!m) return NULL; return &m->own; }
//= parts_container_first_helper | clean | the same by a helper
static struct my *get(struct ntb_dev *ntb) { return container_of(ntb, struct my, ntb); }
struct device *f(struct ntb_dev *ntb) { struct my *m = get(ntb); if (!m) return NULL; return &m->own; }
//= parts_member_first | clean | the address of a first member says nothing of its pointer
struct device *f(struct ntb_dev *ntb) { struct node *p = to_my(ntb)->node; struct device *d = &p->dev; if (!d) return NULL; return d; }
//= parts_member_first_err | clean | IS_ERR of it
struct device *f(struct ntb_dev *ntb) { struct node *p = to_my(ntb)->node; struct device *d = &p->dev; if (IS_ERR(d)) return &good; return d; }
//= parts_member_first_err_twin | clean | IS_ERR of it, dead code
struct device *f(struct ntb_dev *ntb) { struct node *p = to_my(ntb)->node; struct device *d = &p->dev; if (IS_ERR(d)) return ERR_PTR(-EIO); return d; }
//= parts_cast_number | clean | an address as a number
struct device *f(struct ntb_dev *ntb) { unsigned long v = (unsigned long)&to_my(ntb)->node->second; if (!v) return NULL; return &good; }
//= parts_virt_valid | clean | kept as a bool
struct device *f(struct ntb_dev *ntb) { bool k = &to_my(ntb)->node->second; if (!k) return NULL; return &good; }
//= parts_id | clean | identity of a member's address
static struct device *get(struct device *d) { return d ? d : NULL; }
struct device *f(struct ntb_dev *ntb) { return get(&to_my(ntb)->epf->dev); }
//= parts_id_twin | null | identity of NULL
static struct device *get(struct device *d) { return d ? d : NULL; }
struct device *f(struct ntb_dev *ntb) {
	return get(to_my(ntb)->ok ? &to_my(ntb)->epf->dev : NULL); /* !! */ }
//= parts_get_device | clean | get_device of a member
struct device *f(struct ntb_dev *ntb) { struct device *d = get_device(&to_my(ntb)->epf->dev); if (!d) return NULL; return d; }
//= parts_two_deep | clean | two helpers
static struct device *get(struct device *d) { if (!d) return NULL; return d; }
static struct device *give(struct pci_epf *e) { return get(&e->dev); }
struct device *f(struct ntb_dev *ntb) { return give(to_my(ntb)->epf); }
//= parts_two_deep_twin | null | two helpers, the outer one tests its own
static struct device *get(struct device *d) { if (!d) return NULL; return d; }
static struct device *give(struct pci_epf *e) { if (!e) return NULL; return get(&e->dev); }
struct device *f(struct ntb_dev *ntb) {
	return give(to_my(ntb)->epf); /* !! */ }
//= parts_list_member | clean | a list's head of a member
static struct node *get(struct list_head *h) { if (!h) return NULL; return list_first_entry(h, struct node, list); }
struct device *f(struct ntb_dev *ntb) { struct node *p = get(&to_my(ntb)->nodes); return p ? &p->dev : NULL; }
//= parts_warn | clean | warned about, and gone on
static struct device *get(struct device *d) { WARN_ON(!d); return d; }
struct device *f(struct ntb_dev *ntb) { return get(&to_my(ntb)->own); }
//= parts_warn_null | null | it may be NULL, and is warned about
static struct device *get(struct device *d) { if (WARN_ON(!d)) return NULL; return d; }
struct device *f(struct ntb_dev *ntb) {
	return get(to_my(ntb)->ok ? NULL : &good); /* !! */ }
//= parts_kref | clean | a reference of a member
static struct my *get(struct my *m) { if (!m || !m->ok) return NULL; return m; }
struct device *f(struct ntb_dev *ntb) { struct my *m = get(to_my(ntb)); return m ? &m->own : &good; }
//= parts_kref_twin | null | may be gone
static struct my *get(struct my *m) { if (!m || !m->ok) return NULL; return m; }
struct device *f(struct ntb_dev *ntb) { struct my *m = get(to_my(ntb));
	return m ? &m->own : NULL; /* !! */ }
//= parts_out | clean | an out-parameter's address is no NULL
static void fill(struct device **out, struct device *d) { if (!out) return; *out = d; }
struct device *f(struct ntb_dev *ntb) { struct device *d = NULL; fill(&d, &good); return d; }
//= parts_out_twin | null | not filled
static void fill(struct device **out, struct device *d) { if (out) return; *out = d; }
struct device *f(struct ntb_dev *ntb) { struct device *d = NULL; fill(&d, &good);
	return d; /* !! */ }
//= parts_err_or_null | clean | IS_ERR_OR_NULL of a member's address
static struct device *get(struct device *d) { if (IS_ERR_OR_NULL(d)) return NULL; return d; }
struct device *f(struct ntb_dev *ntb) { return get(&to_my(ntb)->epf->epc->dev); }
//= parts_err_or_null_twin | null | of a loaded pointer
static struct device *get(struct device *d) { if (IS_ERR_OR_NULL(d)) return NULL; return d; }
struct device *f(struct ntb_dev *ntb) {
	return get(to_my(ntb)->cached); /* !! */ }
//= parts_void | clean | through void *
static void *get(void *p) { return !p ? NULL : p; }
struct device *f(struct ntb_dev *ntb) { return get(&to_my(ntb)->node->second); }
//= parts_container_in | clean | container_of within the helper
static struct my *get(struct device *d) { return d ? container_of(d, struct my, own) : NULL; }
struct device *f(struct ntb_dev *ntb) { struct my *m = get(&to_my(ntb)->own); return &m->own; }
//= parts_element | clean | an element's address
static struct device **get(struct device **p) { return p ? p : NULL; }
struct device *f(struct ntb_dev *ntb) { struct device **p = get(&to_my(ntb)->table[1]); if (!p) return NULL; return *p ? *p : &good; }
//= parts_element_twin | null | what is in it
static struct device **get(struct device **p) { return p ? p : NULL; }
struct device *f(struct ntb_dev *ntb) { struct device **p = get(&to_my(ntb)->table[1]); if (!p) return &good; if (!*p)
	return NULL; /* !! */
	return &good; }
