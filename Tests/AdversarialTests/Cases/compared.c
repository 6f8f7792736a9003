//= compared_flagged | clean | the cursor is asked again after the loop
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) if (p->id == 3) break; if (list_entry_is_head(p, &m->nodes, list)) return &good; if (list_entry_is_head(p, &m->nodes, list)) return NULL; return &p->dev; }
//= compared_flagged_twin | null | the opposite
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) if (p->id == 3) break; if (list_entry_is_head(p, &m->nodes, list)) return &good; if (!list_entry_is_head(p, &m->nodes, list))
	return NULL; /* !! */
	return &p->dev; }
//= compared_no_break | clean | a loop without a break ends at the head
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) ext_void(); if (&p->list != &m->nodes) return NULL; return &good; }
//= compared_no_break_twin | null | at the head
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) ext_void(); if (&p->list == &m->nodes)
	return NULL; /* !! */
	return &good; }
//= compared_found | null | NULL unless found
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p, *got = NULL; list_for_each_entry(p, &m->nodes, list) { if (p->id == 3) { got = p; break; } }
	return got ? &got->dev : NULL; /* !! */ }
//= compared_found_twin | clean | a device unless found
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p, *got = NULL; list_for_each_entry(p, &m->nodes, list) { if (p->id == 3) { got = p; break; } } return got ? &got->dev : &good; }
//= compared_local_equal | clean | two locals are one
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *p = m->cached, *q = &m->own; if (p == q) { if (p != &m->own) return NULL; return p; } return &good; }
//= compared_local_equal_twin | null | they are not
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *p = m->cached, *q = &m->own; if (p != q) { if (p != &m->own)
	return NULL; /* !! */
	return p; } return &good; }
//= compared_transitive | clean | equal to what is equal
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *p = m->cached, *q = m->other, *r = m->table[0]; if (p != q || q != r) return &good; if (p != r) return NULL; return &m->own; }
//= compared_transitive_twin | null | only one is
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *p = m->cached, *q = m->other, *r = m->table[0]; if (p != q || q == r) return &good; if (p != r)
	return NULL; /* !! */
	return &m->own; }
//= compared_kept_in_bool | clean | the comparison is kept
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct list_head *l = m->nodes.next; bool end = l == &m->nodes; if (end) return &good; if (l == &m->nodes) return NULL; return &list_entry(l, struct node, list)->dev; }
//= compared_kept_in_bool_twin | null | kept the other way
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct list_head *l = m->nodes.next; bool end = l != &m->nodes; if (end) return &good; if (l == &m->nodes)
	return NULL; /* !! */
	return &list_entry(l, struct node, list)->dev; }
//= compared_first_or_null | null | of an empty list
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p = list_first_entry_or_null(&m->nodes, struct node, list); if (!p)
	return NULL; /* !! */
	return &p->dev; }
//= compared_first_or_null_twin | clean | a device for an empty list
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p = list_first_entry_or_null(&m->nodes, struct node, list); if (!p) return &good; return &p->dev; }
//= compared_empty_then_first_twin | null | empty, so there is none
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; if (!list_empty(&m->nodes)) return &good; p = list_first_entry_or_null(&m->nodes, struct node, list); if (!p)
	return NULL; /* !! */
	return &p->dev; }
//= compared_less | clean | addresses are ordered
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device **p = m->table, **e = m->table + ARRAY_SIZE(m->table); for (; p < e; p++) if (*p) return *p; if (p < e) return NULL; return &good; }
//= compared_less_twin | null | at the end
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device **p = m->table, **e = m->table + ARRAY_SIZE(m->table); for (; p < e; p++) if (*p) return *p; if (p == e)
	return NULL; /* !! */
	return &good; }
//= compared_diff_twin | null | another
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device **p = m->table + 2; if (p - m->table != 16)
	return NULL; /* !! */
	return &good; }
//= compared_reverse_last | clean | the cursor of a backward loop
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry_reverse(p, &m->nodes, list) if (p->id) break; return list_entry_is_head(p, &m->nodes, list) ? &good : &p->second; }
//= compared_helper_compare | clean | a helper compares
static bool valid(struct my *m, struct node *p) { return &p->list != &m->nodes; }
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) if (p->id == 1) break; if (!valid(m, p)) return &good; if (&p->list == &m->nodes) return NULL; return &p->dev; }
//= compared_helper_compare_twin | null | a helper compares the opposite
static bool valid(struct my *m, struct node *p) { return &p->list == &m->nodes; }
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct node *p; list_for_each_entry(p, &m->nodes, list) if (p->id == 1) break; if (!valid(m, p)) return &good; if (&p->list == &m->nodes)
	return NULL; /* !! */
	return &p->dev; }
