//= reached_idr_each | clean | idr_for_each_entry
static DEFINE_IDR(pool);
struct device *f(struct ntb_dev *ntb) { struct node *p; int i; idr_for_each_entry(&pool, p, i) { if (!p) return NULL; if (p->id) return &p->dev; } return &good; }
//= reached_idr_each_twin | null | idr_for_each_entry ends with NULL
static DEFINE_IDR(pool);
struct device *f(struct ntb_dev *ntb) { struct node *p; int i; idr_for_each_entry(&pool, p, i) { if (p->id) return &p->second; } if (!p)
	return NULL; /* !! */
	return &p->second; }
//= reached_xa_each | clean | xa_for_each
static DEFINE_XARRAY(pool);
struct device *f(struct ntb_dev *ntb) { struct node *p; unsigned long i; xa_for_each(&pool, i, p) { if (!p) return NULL; return &p->second; } return &good; }
//= reached_hlist | clean | hlist_for_each_entry
struct st { struct hlist_node n; struct device dev; int k; };
static struct hlist_head pool;
void fill(struct hlist_node *n) { hlist_add_head(n, &pool); }
struct device *f(struct ntb_dev *ntb) { struct st *p; hlist_for_each_entry(p, &pool, n) { if (!p) return NULL; if (p->k) return &p->dev; } return &good; }
//= reached_hlist_twin | null | hlist_for_each_entry ends with NULL
struct st { struct hlist_node n; struct device dev; int k; };
static struct hlist_head pool;
void fill(struct hlist_node *n) { hlist_add_head(n, &pool); }
struct device *f(struct ntb_dev *ntb) { struct st *p; hlist_for_each_entry(p, &pool, n) { if (p->k) return &p->dev; }
	return p ? &p->dev : NULL; /* !! */ }
//= reached_llist | clean | rb_entry_safe, tested
struct st { struct rb_node n; struct device dev; };
static struct rb_root pool;
struct device *f(struct ntb_dev *ntb) { struct st *p = rb_entry_safe(rb_first(&pool), struct st, n); if (!p) return &good; return &p->dev; }
//= reached_llist_twin | null | rb_entry_safe, tested
struct st { struct rb_node n; struct device dev; };
static struct rb_root pool;
struct device *f(struct ntb_dev *ntb) { struct st *p = rb_entry_safe(rb_first(&pool), struct st, n); if (!p)
	return NULL; /* !! */
	return &p->dev; }
//= reached_klist | null | device_find_child, untested
static int call(struct device *d, void *p) { return 1; }
struct device *f(struct ntb_dev *ntb) {
	return device_find_child(&to_my(ntb)->own, NULL, call); /* !! */ }
//= reached_cleanup_child | clean | tested, with __free
static int call(struct device *d, void *p) { return 1; }
struct device *f(struct ntb_dev *ntb) { struct device *d __free(put_device) = device_find_child(&to_my(ntb)->own, NULL, call); if (!d) return &good; return no_free_ptr(d); }
//= reached_cleanup_child_twin | null | return_ptr of what was tested NULL
static int call(struct device *d, void *p) { return 1; }
struct device *f(struct ntb_dev *ntb) { struct device *d __free(put_device) = device_find_child(&to_my(ntb)->own, NULL, call); if (d) return &good;
	return no_free_ptr(d); /* !! */ }
//= reached_safe | clean | the cursor of a safe loop is no NULL
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p, *t; list_for_each_entry_safe(p, t, &m->nodes, list) { if (!p) return NULL; if (p->id > 2) return &p->dev; } return &good; }
//= reached_safe_twin | null | NULL after the loop
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p, *t; list_for_each_entry_safe(p, t, &m->nodes, list) { if (!t)
	return &good; if (p->id > 2) return &p->dev; }
	return NULL; /* !! */ }
//= reached_last_seen | null | the last that was seen; none in an empty list
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p, *last = NULL; list_for_each_entry(p, &m->nodes, list) last = p;
	return last ? &last->dev : NULL; /* !! */ }
//= reached_last_seen_twin | clean | an object for an empty list
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p, *last = NULL; list_for_each_entry(p, &m->nodes, list) last = p; return last ? &last->dev : &m->own; }
//= reached_container | clean | container_of a list member
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct list_head *l; list_for_each(l, &m->nodes) { struct node *p = list_entry(l, struct node, list); if (!p) return NULL; return &p->second; } return &good; }
//= reached_container_null | null | NULL at the end
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct list_head *l; list_for_each(l, &m->nodes) { struct node *p = list_entry(l, struct node, list); if (p) return &p->second; }
	return NULL; /* !! */ }
//= reached_rb | clean | a walk down a tree
struct st { struct rb_node n; int k; struct device dev; };
static struct rb_root pool;
struct device *f(struct ntb_dev *ntb) { struct rb_node *r = pool.rb_node; while (r) { struct st *e = rb_entry(r, struct st, n); if (!e) return NULL; if (e->k == to_my(ntb)->n) return &e->dev; r = e->k < to_my(ntb)->n ? r->rb_right : r->rb_left; } return &good; }
//= reached_rb_twin | null | not in the tree
struct st { struct rb_node n; int k; struct device dev; };
static struct rb_root pool;
void fill(struct rb_node *n) { pool.rb_node = n; }
struct device *f(struct ntb_dev *ntb) { struct rb_node *r = pool.rb_node; while (r) { struct st *e = rb_entry(r, struct st, n); if (e->k == to_my(ntb)->n) return &e->dev; r = e->k < to_my(ntb)->n ? r->rb_right : r->rb_left; }
	return NULL; /* !! */ }
//= reached_first_of_null | null | the first member of what was NULL
struct device *f(struct ntb_dev *ntb) { struct node *p = to_my(ntb)->node; if (!p) goto out; return &p->second; out:
	return &p->dev; /* !! */ }
//= reached_first_of_null_twin | clean | the second is no NULL
struct device *f(struct ntb_dev *ntb) { struct node *p = to_my(ntb)->node; if (!p) goto out; return &p->second; out: return &p->second; }
//= reached_nested_chain | clean | container_of of container_of
struct res { struct my m; int n; };
struct device *f(struct ntb_dev *ntb) { struct res *r = container_of(to_my(ntb), struct res, m); if (!r) return NULL; return &r->m.own; }
//= reached_two_lists | clean | two loops, one cursor
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) if (p->id == 1) goto found; list_for_each_entry(p, &m->nodes, list) if (p->id == 2) goto found; return &good; found: if (!p) return NULL; return &p->dev; }
//= reached_two_lists_twin | null | none found
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) if (p->id == 1) goto found; list_for_each_entry(p, &m->nodes, list) if (p->id == 2) goto found; p = NULL; found: if (!p)
	return NULL; /* !! */
	return &p->dev; }
//= reached_continue | clean | goes on from one
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p = m->node; if (!p) return &good; list_for_each_entry_continue(p, &m->nodes, list) if (p && p->id) return &p->dev; if (!p) return NULL; return &good; }
//= reached_next_entry | clean | the next entry is no NULL
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p = list_first_entry(&m->nodes, struct node, list), *q = list_next_entry(p, list); if (!q) return NULL; return &q->dev; }
//= reached_plus_one | clean | behind an object
struct device *f(struct ntb_dev *ntb) { struct node *p = &to_my(ntb)->node[0] + 1; if (!to_my(ntb)->node) return &good; if (!p) return NULL; return &p->dev; }
//= reached_string | clean | a string is no NULL
struct device *f(struct ntb_dev *ntb) { const char *s = "x"; if (!s) return NULL; return &good; }
//= reached_function | clean | a function's address is no NULL
static int call(void) { return 0; }
struct device *f(struct ntb_dev *ntb) { int (*g)(void) = call; if (!g) return NULL; return &good; }
//= reached_function_twin | null | a pointer to one may be
static int call(void) { return 0; }
struct device *f(struct ntb_dev *ntb) { int (*g)(void) = to_my(ntb)->ok ? call : NULL; if (!g)
	return NULL; /* !! */
	return &good; }
//= reached_array_member | clean | an array of a member is no NULL
struct device *f(struct ntb_dev *ntb) { struct device **t = to_my(ntb)->table; if (!t) return NULL; return &good; }
//= reached_array_member_twin | null | its element may be
struct device *f(struct ntb_dev *ntb) { struct device **t = to_my(ntb)->table; if (!t[0])
	return NULL; /* !! */
	return &good; }
