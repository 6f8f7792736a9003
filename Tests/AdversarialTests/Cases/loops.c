//= while_search | null | the loop may find nothing
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 4; i++) { if (ext_int()) { p = &good; break; } }
	return p; /* !! */ }
//= while_search_fallback | clean | fallback after the loop
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 4; i++) { if (ext_int()) { p = &good; break; } } if (!p) p = &good; return p; }
//= loop_always_sets | clean | runs at least once
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 4; i++) p = &good; return p; }
//= loop_zero_times | null | bound unknown
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < to_my(ntb)->n; i++) p = &good;
	return p; /* !! */ }
//= loop_never | null | runs no time
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 4; i < 4; i++) p = &good;
	return p; /* !! */ }
//= do_while | clean | body runs once
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; do { p = &good; } while (ext_int()); return p; }
//= while_twin | null | body may not run
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; while (ext_int()) { p = &good; }
	return p; /* !! */ }
//= do_while_continue | null | continue skips the assignment
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; do { if (ext_int()) continue; p = &good; } while (ext_int());
	return p; /* !! */ }
//= while_p | clean | leaves only when p is set
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; while (!p) p = to_my(ntb)->cached; return p; }
//= walk_parents | null | the chain's end is NULL
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; while (p) p = p->parent;
	return p; /* !! */ }
//= walk_parents_last | clean | the last one before NULL, and its parent was read from it
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; while (p->parent) p = p->parent; return p; }
//= walk_from_good | clean | each step was tested
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; while (p->parent) p = p->parent; return p; }
//= infinite_loop | clean | leaves by return only
struct device *f(struct ntb_dev *ntb) { for (;;) { struct device *p = to_my(ntb)->cached; if (p) return p; ext_touch(to_my(ntb)); } }
//= infinite_break | null | leaves by break
struct device *f(struct ntb_dev *ntb) { struct device *p; for (;;) { p = to_my(ntb)->cached; if (!p) break; ext_touch(to_my(ntb)); }
	return p; /* !! */ }
//= list_found | null | nothing found
struct device *f(struct ntb_dev *ntb) { struct node *pos, *found = NULL; list_for_each_entry(pos, &to_my(ntb)->nodes, list) { if (pos->id == 3) { found = pos; break; } }
	return &found->dev; /* !! */ }
//= list_found_tested | clean | nothing found is handled
struct device *f(struct ntb_dev *ntb) { struct node *pos, *found = NULL; list_for_each_entry(pos, &to_my(ntb)->nodes, list) { if (pos->id == 3) { found = pos; break; } } if (!found) return &good; return &found->dev; }
//= list_return_inside | null | falls off the loop
struct device *f(struct ntb_dev *ntb) { struct node *pos; list_for_each_entry(pos, &to_my(ntb)->nodes, list) if (pos->id == 3) return &pos->dev;
	return NULL; /* !! */ }
//= list_return_inside_good | clean | fallback after the loop
struct device *f(struct ntb_dev *ntb) { struct node *pos; list_for_each_entry(pos, &to_my(ntb)->nodes, list) if (pos->id == 3) return &pos->dev; return &good; }
//= list_first_or_null | null | list_first_entry_or_null gives NULL
struct device *f(struct ntb_dev *ntb) { struct node *n = list_first_entry_or_null(&to_my(ntb)->nodes, struct node, list); if (n) return &n->dev;
	return NULL; /* !! */ }
//= list_first_unchecked | null | its NULL reaches the first member
struct device *f(struct ntb_dev *ntb) { struct node *n = list_first_entry_or_null(&to_my(ntb)->nodes, struct node, list);
	return &n->dev; /* !! */ }
//= list_first | clean | list_first_entry is container_of
struct device *f(struct ntb_dev *ntb) { struct node *n = list_first_entry(&to_my(ntb)->nodes, struct node, list); return &n->dev; }
//= count_found | clean | counter correlated with the pointer
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int found = 0, i; for (i = 0; i < 3; i++) { if (ext_int()) { p = &good; found++; } } if (!found) return &good; return p; }
//= count_found_twin | null | counter not tested
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int found = 0, i; for (i = 0; i < 3; i++) { if (ext_int()) { p = &good; found++; } } if (found > 3) return &good;
	return p; /* !! */ }
//= index_after_loop | clean | i == 4 means not found
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 4; i++) { if (ext_int()) { p = &good; break; } } if (i == 4) return &good; return p; }
//= index_after_loop_twin | null | i == 4 means not found
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 4; i++) { if (ext_int()) { p = &good; break; } } if (i != 4) return &good;
	return p; /* !! */ }
//= index_unknown_bound | clean | i == n means not found
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i, n = ext_int(); for (i = 0; i < n; i++) { if (ext_int()) { p = &good; break; } } if (i >= n) return &good; return p; }
//= long_loop | clean | thousand rounds
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 1000; i++) p = &good; return p; }
//= long_loop_late | null | the last round clears
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int i; for (i = 0; i < 1000; i++) { if (i == 999) p = NULL; }
	return p; /* !! */ }
//= nested_loops | null | only the inner loop sets
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i, j; for (i = 0; i < 2; i++) for (j = 0; j < ext_int(); j++) p = &good;
	return p; /* !! */ }
//= continue_clears | null | cleared in each round
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int i; for (i = 0; i < 3; i++) { p = NULL; if (ext_int()) continue; p = &good; }
	return p; /* !! */ }
//= continue_clears_twin | clean | set before continue
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int i; for (i = 0; i < 3; i++) { p = &good; if (ext_int()) continue; p = &good; } return p; }
//= two_hop_rotation | null | needs three rounds
struct device *f(struct ntb_dev *ntb) { struct device *a = &good, *b = &good, *c = &good, *d = NULL; while (ext_int()) { a = b; b = c; c = d; }
	return a; /* !! */ }
