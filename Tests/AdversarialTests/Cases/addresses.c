//= addr_search_twice | clean | equality of two addresses is remembered
struct device *f(struct ntb_dev *ntb) { struct list_head *h = &to_my(ntb)->nodes; struct node *e; list_for_each_entry(e, h, list) if (e->id == 3) break;
	if (&e->list != h) return &e->dev; if (&e->list != h) return NULL; return &good; }
//= addr_search_twice_twin | null | the opposite test
struct device *f(struct ntb_dev *ntb) { struct list_head *h = &to_my(ntb)->nodes; struct node *e; list_for_each_entry(e, h, list) if (e->id == 3) break;
	if (&e->list != h) return &e->dev; if (&e->list == h)
	return NULL; /* !! */
	return &good; }
//= addr_cursor_null | clean | a list's cursor is never NULL
struct device *f(struct ntb_dev *ntb) { struct node *p; list_for_each_entry(p, &to_my(ntb)->nodes, list) if (p->id == 3) break; if (!p) return NULL; return &p->dev; }
//= addr_cursor_first | null | a pointer that is NULL unless found
struct device *f(struct ntb_dev *ntb) { struct node *p, *hit = NULL; list_for_each_entry(p, &to_my(ntb)->nodes, list) if (p->id == 3) hit = p; if (!hit)
	return NULL; /* !! */
	return &hit->dev; }
//= addr_member_tested | clean | a member's address says nothing of its pointer
static struct device *g(struct device *p) { if (!p) return NULL; return p; }
struct device *f(struct ntb_dev *ntb) { return g(&to_my(ntb)->epf->dev); }
//= addr_member_tested_twin | null | a pointer is tested
static struct device *g(struct device *p) { if (!p)
	return NULL;
	return p; }
struct device *f(struct ntb_dev *ntb) {
	return g(to_my(ntb)->cached); /* !! */ }
//= addr_member_of_null | null | of a pointer that the path made NULL
static struct device *g(struct device *p) { if (!p) return NULL; return p; }
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node; if (n) return &good;
	return g(&n->dev); /* !! */ }
//= addr_second_member | clean | further inside, an address is no NULL
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node; struct device *p = &n->second; if (!p) return NULL; return p; }
//= addr_second_tested | clean | to test it says nothing of its pointer
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node; if (!&n->second) return NULL; return &n->dev; }
//= addr_container_tested | clean | container_of is no NULL
struct device *f(struct ntb_dev *ntb) { struct node *n = container_of(to_my(ntb)->nodes.next, struct node, list); if (!n) return NULL; return &n->dev; }
//= addr_allocated | null | of an allocation that may fail
struct device *f(struct ntb_dev *ntb) { struct node *n = kzalloc(sizeof(*n), GFP_KERNEL); struct device *p = &n->dev; if (!p)
	return NULL; /* !! */
	return p; }
//= addr_element_distinct | clean | two elements are two objects
static struct device pool[2];
struct device *f(struct ntb_dev *ntb) { struct device *p = &pool[0], *q = &pool[1]; if (p == q) return NULL; return p; }
//= addr_element_same | null | the same element
static struct device pool[2];
struct device *f(struct ntb_dev *ntb) { struct device *p = &pool[1], *q = &pool[0]; if (p == q + 1)
	return NULL; /* !! */
	return p; }
//= addr_members_distinct | clean | two members are two objects
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node; if (&n->dev == &n->second) return NULL; return &n->dev; }
//= addr_objects_distinct | clean | two variables are two objects
static struct device pool;
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->ok ? &good : &pool; if (p == &good) return p; if (p != &pool) return NULL; return p; }
//= addr_back_and_forth | clean | container_of of a member is the object
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node, *o = container_of(&n->list, struct node, list); if (o != n) return NULL; return &n->dev; }
//= addr_back_and_forth_twin | null | of another member
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node, *o = container_of(&n->second, struct node, dev); if (o != n)
	return NULL; /* !! */
	return &n->dev; }
//= addr_walk_table | clean | a const table that a pointer walks
static const struct a { int id; struct device *dev; } tab[] = { { 1, &good }, { 2, &good }, {} };
struct device *f(struct ntb_dev *ntb) { const struct a *p; for (p = tab; p->dev; p++) if (p->id == to_my(ntb)->n) return p->dev; return &good; }
//= addr_walk_table_twin | null | the last one is returned
static const struct a { int id; struct device *dev; } tab[] = { { 1, &good }, { 2, &good }, {} };
struct device *f(struct ntb_dev *ntb) { const struct a *p; for (p = tab; p->dev; p++) if (p->id == to_my(ntb)->n) return &good;
	return p->dev; /* !! */ }
//= addr_walk_table_end | clean | walked to its end
static struct device *const tab[] = { &good, &good };
struct device *f(struct ntb_dev *ntb) { struct device *const *p; for (p = tab; p < tab + 2; p++) if (!*p) return NULL; return &good; }
//= addr_walk_table_end_twin | null | one is empty
static struct device *const tab[] = { &good, NULL };
struct device *f(struct ntb_dev *ntb) { struct device *const *p; for (p = tab; p < tab + 2; p++) if (!*p)
	return NULL; /* !! */
	return &good; }
//= test_kept | null | !!p in a number, overwritten on one path
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *dev = m->cached; int rc = !!dev; if (m->ok) rc = 1; if (!rc) return &good;
	return dev; /* !! */ }
//= test_kept_asked | clean | !!p in a number, asked
struct device *f(struct ntb_dev *ntb) { struct device *dev = to_my(ntb)->cached; int rc = !!dev; ext_void(); if (!rc) return &good; return dev; }
//= test_kept_equal | clean | p == NULL in a number
struct device *f(struct ntb_dev *ntb) { struct device *dev = to_my(ntb)->cached; int none = dev == NULL; if (none) return &good; return dev; }
//= test_kept_equal_twin | null | p == NULL in a number
struct device *f(struct ntb_dev *ntb) { struct device *dev = to_my(ntb)->cached; int none = dev == NULL; if (!none) return &good;
	return dev; /* !! */ }
//= test_kept_bool | clean | in a bool
struct device *f(struct ntb_dev *ntb) { struct device *dev = to_my(ntb)->cached; bool there = dev; if (there) return dev; return &good; }
//= test_kept_bool_or | null | in a bool that something else sets too
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *dev = m->cached; bool there = dev; there |= m->ok; if (there)
	return dev; /* !! */
	return &good; }
//= test_kept_argument | clean | handed on as an argument
static struct device *g(int have, struct device *p) { return have ? p : &good; }
struct device *f(struct ntb_dev *ntb) { struct device *dev = to_my(ntb)->cached; return g(dev != NULL, dev); }
//= test_kept_zero_or_null | clean | ZERO_OR_NULL_PTR
struct device *f(struct ntb_dev *ntb) { struct device *dev = to_my(ntb)->cached; int none = ZERO_OR_NULL_PTR(dev); if (none) return &good; return dev; }
//= test_kept_zero_or_null_twin | null | ZERO_OR_NULL_PTR, and the flag is lost
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *dev = m->cached; int none = ZERO_OR_NULL_PTR(dev); if (m->ok) none = 0; if (none) return &good;
	return dev; /* !! */ }
//= test_kept_sum | clean | counted
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); int n = !!m->cached + !!m->other; if (n != 2) return &good; return m->cached; }
//= test_kept_sum_twin | null | counted, and one is enough
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); int n = !!m->cached + !!m->other; if (n == 0) return &good;
	return m->cached; /* !! */ }
//= test_kept_member | clean | kept in a member
struct a { bool has; struct device *p; };
struct device *f(struct ntb_dev *ntb) { struct a x = { .p = to_my(ntb)->cached }; x.has = x.p != NULL; if (!x.has) return &good; return x.p; }
//= test_kept_is_err | errptr | IS_ERR in a number, overwritten
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *dev = m->cached; int bad; if (!dev) return &good; bad = IS_ERR(dev); if (m->ok) bad = 0; if (bad) return &good;
	return dev; /* !! */ }
