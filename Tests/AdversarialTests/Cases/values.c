//= err_ptr | errptr | ERR_PTR
struct device *f(struct ntb_dev *ntb) { if (!to_my(ntb)->ok)
	return ERR_PTR(-ENODEV); /* !! */
	return &good; }
//= err_ptr_zero | null | ERR_PTR(0) is NULL
struct device *f(struct ntb_dev *ntb) {
	return ERR_PTR(0); /* !! */ }
//= err_ptr_helper | errptr | from a helper
static struct device *g(struct my *m) { return m->ok ? &good : ERR_PTR(-ENODEV); }
struct device *f(struct ntb_dev *ntb) {
	return g(to_my(ntb)); /* !! */ }
//= err_ptr_helper_checked | clean | IS_ERR tested
static struct device *g(struct my *m) { return m->ok ? &good : ERR_PTR(-ENODEV); }
struct device *f(struct ntb_dev *ntb) { struct device *p = g(to_my(ntb)); if (IS_ERR(p)) return &good; return p; }
//= is_err_returned | errptr | the author thinks it possible
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (IS_ERR(p))
	return p; /* !! */
	return &good; }
//= is_err_only | unproven | IS_ERR says nothing of NULL
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (IS_ERR(p)) return &good; return p; }
//= is_err_or_null | clean | both tested
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (IS_ERR_OR_NULL(p)) return &good; return p; }
//= ptr_err_zero | clean | PTR_ERR_OR_ZERO and an object
static struct device *g(struct my *m) { return m->ok ? &good : ERR_PTR(-ENODEV); }
struct device *f(struct ntb_dev *ntb) { struct device *p = g(to_my(ntb)); int ret = PTR_ERR_OR_ZERO(p); if (ret) return &good; return p; }
//= err_null_mix | null | NULL is no error pointer
static struct device *g(struct my *m) { if (m->n) return NULL; return m->ok ? &good : ERR_PTR(-ENODEV); }
struct device *f(struct ntb_dev *ntb) { struct device *p = g(to_my(ntb)); if (IS_ERR(p)) return &good;
	return p; /* !! */ }
//= err_cast | errptr | a negative number
struct device *f(struct ntb_dev *ntb) {
	return (struct device *)-22L; /* !! */ }
//= cast_long | clean | through a long
struct device *f(struct ntb_dev *ntb) { unsigned long v = (unsigned long)&good; return (struct device *)v; }
//= cast_long_null | null | through a long
struct device *f(struct ntb_dev *ntb) { unsigned long v = 0;
	return (struct device *)v; /* !! */ }
//= cast_long_tested | clean | tested as a number
struct device *f(struct ntb_dev *ntb) { unsigned long v = (unsigned long)to_my(ntb)->cached; if (!v) return &good; return (struct device *)v; }
//= cast_long_tested_twin | null | tested as a number
struct device *f(struct ntb_dev *ntb) { unsigned long v = (unsigned long)to_my(ntb)->cached; if (v) return &good;
	return (struct device *)v; /* !! */ }
//= void_cast | null | through void *
struct device *f(struct ntb_dev *ntb) { void *v = NULL;
	return v; /* !! */ }
//= read_once | unproven | READ_ONCE of a field
struct device *f(struct ntb_dev *ntb) { return READ_ONCE(to_my(ntb)->cached); }
//= read_once_tested | clean | one read, tested
struct device *f(struct ntb_dev *ntb) { struct device *p = READ_ONCE(to_my(ntb)->cached); if (!p) return &good; return p; }
//= read_once_twice | unproven | two volatile reads need not agree
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (!READ_ONCE(m->cached)) return &good; return READ_ONCE(m->cached); }
//= first_member_null | null | NULL's first member
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node; if (n) return &good;
	return &n->dev; /* !! */ }
//= second_member_null | clean | NULL's second member is an odd pointer but not NULL
struct device *f(struct ntb_dev *ntb) { struct node *n = &(struct node){ .id = 1 }; return &n->second; }
//= first_member_loaded | clean | untested base counts as good
struct device *f(struct ntb_dev *ntb) { return &to_my(ntb)->node->dev; }
//= first_member_tested | clean | tested base
struct device *f(struct ntb_dev *ntb) { struct node *n = to_my(ntb)->node; if (!n) return &good; return &n->dev; }
//= container_clean | clean | container_of is not NULL
struct device *f(struct ntb_dev *ntb) { return &container_of(ntb, struct my, ntb)->own; }
//= own_device | clean | address of the parameter's first member
struct device *f(struct ntb_dev *ntb) { return &ntb->dev; }
//= static_never | null | nothing fills it
static struct device *never;
struct device *f(struct ntb_dev *ntb) {
	return never; /* !! */ }
//= static_filled | unproven | some function fills it
static struct device *filled;
void fill(void) { filled = &good; }
struct device *f(struct ntb_dev *ntb) { return filled; }
//= static_init | clean | filled by its initialiser and never changed
static struct device *const filled = &good;
struct device *f(struct ntb_dev *ntb) { return filled; }
//= static_addr_taken | unproven | its address escapes
static struct device *filled;
extern void give(struct device **p);
void fill(void) { give(&filled); }
struct device *f(struct ntb_dev *ntb) { return filled; }
//= static_local | null | a static local that nothing fills
struct device *f(struct ntb_dev *ntb) { static struct device *p;
	return p; /* !! */ }
//= static_local_lazy | clean | filled lazily
struct device *f(struct ntb_dev *ntb) { static struct device *p; if (!p) p = &good; return p; }
//= static_cleared_only | null | only NULL is ever stored
static struct device *never;
void reset(void) { never = NULL; }
struct device *f(struct ntb_dev *ntb) {
	return never; /* !! */ }
//= array_known | null | element by constant index
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, NULL };
	return a[1]; /* !! */ }
//= array_known_good | clean | element by constant index
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, NULL }; return a[0]; }
//= array_unknown | unproven | any element, of which one is NULL
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, NULL }; return a[to_my(ntb)->ok]; }
//= array_all_good | clean | all elements good
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, &to_my(ntb)->own }; return a[to_my(ntb)->ok]; }
//= array_rest_zero | null | the rest of the initialiser is NULL
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { &good };
	return a[2]; /* !! */ }
//= array_overwritten | clean | stored over
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { NULL }; a[1] = &good; return a[1]; }
//= array_field | unproven | element of a field
struct device *f(struct ntb_dev *ntb) { return to_my(ntb)->table[1]; }
//= array_field_tested | clean | same element tested
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (!m->table[1]) return &good; return m->table[1]; }
//= array_field_tested_other | unproven | another element tested
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (!m->table[2]) return &good; return m->table[1]; }
//= struct_copy | null | copied member
struct res { struct device *d; };
struct device *f(struct ntb_dev *ntb) { struct res a = { NULL }, b; b = a;
	return b.d; /* !! */ }
//= struct_copy_good | clean | copied member, source changed later
struct res { struct device *d; };
struct device *f(struct ntb_dev *ntb) { struct res a = { &good }, b; b = a; a.d = NULL; return b.d; }
//= struct_zeroed | null | {} gives NULL
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res a = {};
	return a.d; /* !! */ }
//= compound_literal | null | compound literal
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) {
	return ((struct res){ .n = 1 }).d; /* !! */ }
//= memset_struct | null | memset clears
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res a = { &good, 1 }; memset(&a, 0, sizeof(a));
	return a.d; /* !! */ }
//= memset_before | clean | stored after memset
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res a; memset(&a, 0, sizeof(a)); a.d = &good; return a.d; }
//= kzalloc_member | null | a field of zeroed memory
struct res { struct device *d; int n; };
struct device *f(struct ntb_dev *ntb) { struct res *a = kzalloc(sizeof(*a), GFP_KERNEL); if (!a) return &good;
	return a->d; /* !! */ }
//= union_pun | null | same bytes
union u { struct device *d; unsigned long v; };
struct device *f(struct ntb_dev *ntb) { union u x; x.d = &good; x.v = 0;
	return x.d; /* !! */ }
//= union_good | clean | last store counts
union u { struct device *d; void *v; };
struct device *f(struct ntb_dev *ntb) { union u x; x.v = NULL; x.d = &good; return x.d; }
//= alias_store | null | through a pointer to the local
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; struct device **q = &p; *q = NULL;
	return p; /* !! */ }
//= alias_store_good | clean | through a pointer to the local
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; struct device **q = &p; *q = &good; return p; }
//= alias_two | null | the pointer points to either
struct device *f(struct ntb_dev *ntb) { struct device *p = &good, *r = &good; struct device **q = ext_int() ? &p : &r; *q = NULL;
	return p; /* !! */ }
//= alias_field | null | another name for the same object
struct device *f(struct ntb_dev *ntb) { struct my *a = to_my(ntb), *b = a; a->cached = &good; b->cached = NULL;
	return a->cached; /* !! */ }
//= store_field_good | clean | stored just before
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (!m->cached) m->cached = &good; return m->cached; }
//= free_cleanup | clean | no_free_ptr of a tested pointer
struct device *f(struct ntb_dev *ntb) { struct device *p __free(kfree) = kzalloc(sizeof(*p), GFP_KERNEL); if (!p) return &good; return no_free_ptr(p); }
//= free_cleanup_twin | null | not tested
struct device *f(struct ntb_dev *ntb) { struct device *p __free(kfree) = kzalloc(sizeof(*p), GFP_KERNEL);
	return no_free_ptr(p); /* !! */ }
//= no_free_ptr_after | null | the pointer was taken before
struct device *f(struct ntb_dev *ntb) { struct device *p __free(kfree) = kzalloc(sizeof(*p), GFP_KERNEL); struct device *q; if (!p) return &good; q = no_free_ptr(p);
	return p; /* !! */ }
//= guard_mutex | clean | a lock held over the return
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); guard(mutex)(&m->lock); if (!m->cached) return &good; return m->cached; }
//= guard_mutex_twin | null | a lock held over the return
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); guard(mutex)(&m->lock); if (m->cached) return &good;
	return m->cached; /* !! */ }
//= scoped_guard_mutex | clean | the scope runs once
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; scoped_guard(mutex, &to_my(ntb)->lock) { p = &good; } return p; }
//= string_literal | clean | not NULL
struct device *f(struct ntb_dev *ntb) { return (struct device *)"device"; }
//= pointer_plus | clean | arithmetic on an object
static struct device pool[4];
struct device *f(struct ntb_dev *ntb) { return pool + to_my(ntb)->n; }
//= epf_chain | unproven | what the kernel series does
struct device *f(struct ntb_dev *ntb) { return to_my(ntb)->epf->epc->dev.parent; }
//= epf_chain_guarded | null | the sketch, with a local
struct device *f(struct ntb_dev *ntb) { struct pci_epf *epf = to_my(ntb)->epf; struct device *p = NULL; if (epf) p = &epf->epc->dev;
	return p; /* !! */ }
//= swap_pointers | null | swapped
struct device *f(struct ntb_dev *ntb) { struct device *a = &good, *b = NULL; swap(a, b);
	return a; /* !! */ }
//= swap_pointers_good | clean | swapped
struct device *f(struct ntb_dev *ntb) { struct device *a = &good, *b = NULL; swap(a, b); return b; }
