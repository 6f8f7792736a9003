//= rcu_null | null | what RCU guards may be absent
struct device *f(struct ntb_dev *ntb) { struct device *p = rcu_dereference_raw(to_my(ntb)->cached); if (!p)
	return NULL; /* !! */
	return p; }
//= rcu_tested | clean | it was tested
struct device *f(struct ntb_dev *ntb) { struct device *p = rcu_dereference_raw(to_my(ntb)->cached); if (!p) return &good; return p; }
//= xa_load_unchecked | null | an entry may be absent
static DEFINE_XARRAY(tab);
struct device *f(struct ntb_dev *ntb) {
	return xa_load(&tab, to_my(ntb)->n); /* !! */ }
//= xa_load_checked | clean | an absent entry is replaced
static DEFINE_XARRAY(tab);
struct device *f(struct ntb_dev *ntb) { return xa_load(&tab, to_my(ntb)->n) ?: &good; }
//= idr_unchecked | null | an id may be free
static DEFINE_IDR(tab);
struct device *f(struct ntb_dev *ntb) {
	return idr_find(&tab, to_my(ntb)->n); /* !! */ }
//= devm_unchecked | null | managed memory fails as well
struct device *f(struct ntb_dev *ntb) { struct device *d = devm_kzalloc(&good, sizeof(*d), GFP_KERNEL);
	return d; /* !! */ }
//= devm_checked | clean | and is checked
struct device *f(struct ntb_dev *ntb) { struct device *d = devm_kzalloc(&good, sizeof(*d), GFP_KERNEL); if (!d) return &good; return d; }
//= drvdata | unproven | driver data is what someone stored
struct device *f(struct ntb_dev *ntb) { return dev_get_drvdata(&ntb->dev); }
//= find_child | null | there may be no such child
static int call(struct device *d, void *p) { return d == p; }
struct device *f(struct ntb_dev *ntb) {
	return device_find_child(&good, NULL, call); /* !! */ }
//= of_device | null | there may be no such device
struct device *f(struct ntb_dev *ntb) { struct platform_device *p = of_find_device_by_node(good.of_node);
	return p ? &p->dev : NULL; /* !! */ }
//= of_device_good | clean | and then it is another
struct device *f(struct ntb_dev *ntb) { struct platform_device *p = of_find_device_by_node(good.of_node); return p ? &p->dev : &good; }
//= err_cast_epf | errptr | the error is passed on under another type
struct device *f(struct ntb_dev *ntb) { struct pci_epf *e = to_my(ntb)->epf; if (IS_ERR(e))
	return ERR_CAST(e); /* !! */
	return &good; }
//= swapped | clean | the NULL went to the other
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL, *q = &good; swap(p, q); return p; }
//= swapped_twin | null | the NULL came here
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL, *q = &good; swap(p, q);
	return q; /* !! */ }
//= clamped | clean | both elements are good
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { &good, &good, NULL }; return a[clamp(to_my(ntb)->n, 0, 1)]; }
//= clamped_twin | null | the last element is not
struct device *f(struct ntb_dev *ntb) { struct device *a[3] = { &good, &good, NULL };
	return a[clamp(to_my(ntb)->n, 0, 2)]; /* !! */ }
//= min_index | clean | no more than the first
struct device *f(struct ntb_dev *ntb) { struct device *a[2] = { &good, NULL }; return a[min(to_my(ntb)->flags, 0u)]; }
//= kmemdup_unchecked | null | a copy needs memory
struct device *f(struct ntb_dev *ntb) {
	return kmemdup(&good, sizeof(good), GFP_KERNEL); /* !! */ }
//= xchg_taken | unproven | what the field held before
struct device *f(struct ntb_dev *ntb) { return xchg(&to_my(ntb)->cached, NULL); }
//= acquire | unproven | what the field holds
struct device *f(struct ntb_dev *ntb) { return smp_load_acquire(&to_my(ntb)->cached); }
//= acquire_tested | clean | what was loaded once was tested
struct device *f(struct ntb_dev *ntb) { struct device *p = smp_load_acquire(&to_my(ntb)->cached); return p ? p : &good; }
//= acquire_twice | unproven | the second load is another one
struct device *f(struct ntb_dev *ntb) { if (!smp_load_acquire(&to_my(ntb)->cached)) return &good; return smp_load_acquire(&to_my(ntb)->cached); }
//= next_entry | clean | container_of
struct device *f(struct ntb_dev *ntb) { struct node *n = list_next_entry(to_my(ntb)->node, list); return &n->dev; }
//= rb_safe | null | the macro gives NULL for an empty tree
struct res { struct device d; struct rb_node rb; };
static struct rb_root tab = RB_ROOT;
struct device *f(struct ntb_dev *ntb) { struct res *r = rb_entry_safe(rb_first(&tab), struct res, rb); if (!r)
	return NULL; /* !! */
	return &r->d; }
//= generic | clean | only the chosen one counts
struct device *f(struct ntb_dev *ntb) { return _Generic(0, int: &good, default: (struct device *)NULL); }
//= generic_twin | null | only the chosen one counts
struct device *f(struct ntb_dev *ntb) {
	return _Generic(0, int: (struct device *)NULL, default: &good); /* !! */ }
//= generic_long | clean | long it is
struct device *f(struct ntb_dev *ntb) { return _Generic(1L, int: (struct device *)NULL, long int: &good, unsigned: (struct device *)NULL, default: (struct device *)NULL); }
//= generic_default | null | none of the others
struct device *f(struct ntb_dev *ntb) {
	return _Generic(1UL, int: &good, long: &good, struct my *: &good, default: (struct device *)NULL); /* !! */ }
//= generic_pointer | clean | a pointer to this struct
struct device *f(struct ntb_dev *ntb) { return _Generic(ntb, struct my *: (struct device *)NULL, struct ntb_dev *: &good); }
//= wraps_added | clean | the largest and 1 is 0
struct device *f(struct ntb_dev *ntb) { unsigned int n = 0xffffffffu; n += 1; if (n) return NULL; return &good; }
//= wraps_some | null | from 0 it goes to the largest
struct device *f(struct ntb_dev *ntb) { unsigned int n = to_my(ntb)->flags & 3; n -= 2; if (n > 5)
	return NULL; /* !! */
	return &good; }
//= wraps_none | clean | nothing lies between
struct device *f(struct ntb_dev *ntb) { unsigned int n = to_my(ntb)->flags & 3; n -= 2; if (n > 5 && n < 100) return NULL; return &good; }
//= auto_type | null | a pointer of inferred type
struct device *f(struct ntb_dev *ntb) { __auto_type p = to_my(ntb)->cached; if (!p)
	return p; /* !! */
	return p; }
//= kref_gone | null | the object may be going away
static struct kref reset;
struct device *f(struct ntb_dev *ntb) { if (!kref_get_unless_zero(&reset))
	return NULL; /* !! */
	return &good; }
//= wraps | clean | 0 - 1 is the largest number
struct device *f(struct ntb_dev *ntb) { unsigned int n = 0; n--; if (n == 0) return NULL; return &good; }
//= wraps_twin | null | 0 - 1 is the largest number
struct device *f(struct ntb_dev *ntb) { unsigned int n = 0; n--; if (n == 0xffffffffu)
	return NULL; /* !! */
	return &good; }
//= shifted_bits | clean | the bits don't meet
struct device *f(struct ntb_dev *ntb) { int a = 1 << 3; if (a & 7) return NULL; return &good; }
//= complement | null | all bits are set
struct device *f(struct ntb_dev *ntb) { int a = ~0; if (a == -1)
	return NULL; /* !! */
	return &good; }
//= remainder | clean | less than the divisor
struct device *f(struct ntb_dev *ntb) { unsigned int k = to_my(ntb)->flags % 2; if (k > 1) return NULL; return &good; }
//= remainder_twin | null | it may be 1
struct device *f(struct ntb_dev *ntb) { unsigned int k = to_my(ntb)->flags % 2; if (k == 1)
	return NULL; /* !! */
	return &good; }
//= truncated | clean | 256 does not fit
struct device *f(struct ntb_dev *ntb) { unsigned char n = (unsigned char)256; if (n) return NULL; return &good; }
//= truncated_twin | null | 256 does not fit
struct device *f(struct ntb_dev *ntb) { unsigned char n = (unsigned char)256; if (!n)
	return NULL; /* !! */
	return &good; }
//= high_half | clean | the low half is 0
struct device *f(struct ntb_dev *ntb) { long long a = 1LL << 40; if ((int)a) return NULL; return &good; }
//= cleanup_later | clean | the value was taken before the cleanup runs
static void clear(struct device **p) { *p = NULL; }
struct device *f(struct ntb_dev *ntb) { struct device *p __attribute__((cleanup(clear))) = &good; return p; }
//= cleanup_pointed | unproven | the cleanup may change what the field holds, but not what was loaded
struct device *f(struct ntb_dev *ntb) { guard(mutex)(&to_my(ntb)->lock); return to_my(ntb)->cached; }
//= return_ptr_checked | clean | ownership is passed on
struct device *f(struct ntb_dev *ntb) { struct device *p __free(kfree) = kzalloc(sizeof(*p), GFP_KERNEL); if (!p) return &good; return_ptr(p); }
//= return_ptr_unchecked | null | of nothing
struct device *f(struct ntb_dev *ntb) { struct device *p __free(kfree) = kzalloc(sizeof(*p), GFP_KERNEL);
	return_ptr(p); /* !! */ }
//= pci_ref | null | a reference to nothing is nothing
struct device *f(struct ntb_dev *ntb) { struct pci_dev *p = pci_dev_get(ntb->pdev);
	return p ? &p->dev : NULL; /* !! */ }
//= warned_only | null | a warning stops nobody
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; WARN_ON_ONCE(!p);
	return p; /* !! */ }
//= doubly_negated | clean | what the flag says
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool ok = !!p; if (!ok) return &good; return p; }
//= doubly_negated_twin | null | what the flag says
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool ok = !!p; if (ok) return &good;
	return p; /* !! */ }
//= found_flag | clean | only what was found is returned
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; bool hit = false; int i; for (i = 0; i < 4; i++) if (to_my(ntb)->table[i] == &good) { hit = true; p = &good; } if (!hit) return &good; return p; }
//= found_flag_twin | null | what was not found
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; bool hit = false; int i; for (i = 0; i < 4; i++) if (to_my(ntb)->table[i] == &good) { hit = true; p = &good; } if (hit) return &good;
	return p; /* !! */ }
//= retries | null | all tries may fail
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int k = 3; while (k--) { p = ext_dev(); if (p) break; }
	return p; /* !! */ }
//= retries_forever | clean | until one succeeds
struct device *f(struct ntb_dev *ntb) { struct device *p; do { p = ext_dev(); } while (!p); return p; }
//= slot_tested | clean | through a pointer to the field
struct device *f(struct ntb_dev *ntb) { struct device **s = &to_my(ntb)->cached; if (!*s) return &good; return *s; }
//= slot_touched | unproven | another function came between
struct device *f(struct ntb_dev *ntb) { struct device **s = &to_my(ntb)->cached; if (!*s) return &good; ext_touch(to_my(ntb)); return *s; }
//= once_set | clean | set on first use
struct device *f(struct ntb_dev *ntb) { static struct device *pool; if (!pool) pool = &good; return pool; }
//= once_twin | null | not set on first use
struct device *f(struct ntb_dev *ntb) { static struct device *pool; if (!pool) { struct device *p = pool; pool = &good;
	return p; /* !! */ } return pool; }
//= comma_last | null | the last operand counts
struct device *f(struct ntb_dev *ntb) {
	return (ext_void(), (struct device *)NULL); /* !! */ }
//= elvis_or_null | null | or NULL
struct device *f(struct ntb_dev *ntb) {
	return to_my(ntb)->cached ?: NULL; /* !! */ }
//= elvis_chain | clean | the last resort is good
struct device *f(struct ntb_dev *ntb) { return to_my(ntb)->cached ?: to_my(ntb)->other ?: &good; }
//= unreachable_end | clean | one of the arms is taken
struct device *f(struct ntb_dev *ntb) { switch (to_my(ntb)->flags & 1) { case 0: return &good; case 1: return &to_my(ntb)->own; } unreachable(); }
//= panicked | clean | panic does not return
struct device *f(struct ntb_dev *ntb) { if (!to_my(ntb)->cached) { panic("no device"); return NULL; } return &good; }
//= tagged | clean | a tag makes it no NULL
struct device *f(struct ntb_dev *ntb) { return (struct device *)((unsigned long)&good | 1); }
//= list_first_of_empty | clean | container_of, whatever the list
struct device *f(struct ntb_dev *ntb) { return &list_first_entry(&to_my(ntb)->nodes, struct node, list)->dev; }
//= cursor_after_loop | clean | the cursor is never NULL
struct device *f(struct ntb_dev *ntb) { struct node *n; list_for_each_entry(n, &to_my(ntb)->nodes, list) if (n->id == 3) break; return &n->dev; }
//= same_pointer | clean | it equals a good one
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (p != &good) return &good; return p; }
//= same_null | null | it equals one that is NULL
struct device *f(struct ntb_dev *ntb) { struct device *q = NULL, *p = to_my(ntb)->cached; if (p == q)
	return p; /* !! */
	return p; }
