//= plain_null | null | literal NULL
struct device *f(struct ntb_dev *ntb) { return NULL; /* !! */ }
//= plain_good | clean | address of an object
struct device *f(struct ntb_dev *ntb) { return &good; }
//= zero_literal | null | 0 is NULL
struct device *f(struct ntb_dev *ntb) { return 0; /* !! */ }
//= field | unproven | a field load
struct device *f(struct ntb_dev *ntb) { return to_my(ntb)->cached; }
//= field_tested | clean | tested, other branch returned
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) return &good; return p; }
//= field_tested_wrong_way | null | negation lost
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (p) return &good;
	return p; /* !! */ }
//= reversed_eq | null | NULL on the left
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (NULL != p) return &good;
	return p; /* !! */ }
//= reversed_ne | clean | NULL on the left
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (NULL == p) return &good;
	return p; }
//= double_negation | null | !!p is p
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!!p) return &good;
	return p; /* !! */ }
//= triple_negation | clean | !!!p is !p
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!!!p) return &good;
	return p; }
//= contradiction_int | clean | n > 5 and n < 3
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n > 5 && n < 3) return NULL; return &good; }
//= contradiction_int_twin | null | n > 5 and n < 30
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n > 5 && n < 30)
	return NULL; /* !! */
	return &good; }
//= contradiction_nested | clean | x then !x
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n) { if (!n) return NULL; } return &good; }
//= contradiction_nested_twin | null | x then x
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n) { if (n)
	return NULL; /* !! */ } return &good; }
//= contradiction_changed | null | n reassigned between the tests
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n) { n = ext_int(); if (!n)
	return NULL; /* !! */ } return &good; }
//= contradiction_pointer | clean | p is tested twice
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (p) { if (p == NULL) return p; return &good; } return &good; }
//= field_contradiction | clean | a field tested twice, nothing between
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (m->n == 1) { if (m->n == 2) return NULL; } return &good; }
//= field_contradiction_call | null | a call between may change it
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (m->n == 1) { ext_touch(m); if (m->n == 2)
	return NULL; /* !! */ } return &good; }
//= flag_ok | clean | flag set with pointer
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; bool ok = false; if (ext_int()) { p = &good; ok = true; } if (ok) return p; return &good; }
//= flag_ok_twin | null | flag inverted
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; bool ok = false; if (ext_int()) { p = &good; ok = true; } if (!ok)
	return p; /* !! */
	return &good; }
//= flag_from_test | clean | ok = p != NULL
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool ok = p != NULL; if (ok) return p; return &good; }
//= flag_from_test_twin | null | ok = p == NULL
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool ok = p == NULL; if (ok)
	return p; /* !! */
	return &good; }
//= flag_double_bang | clean | ok = !!p
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; int ok = !!p; if (!ok) return &good; return p; }
//= ret_code | clean | ret correlated
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int ret = -EINVAL; if (to_my(ntb)->ok) { p = &good; ret = 0; } if (ret < 0) return &good; return p; }
//= ret_code_twin | null | tested for the wrong sign
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; int ret = -EINVAL; if (to_my(ntb)->ok) { p = &good; ret = 0; } if (ret > 0) return &good;
	return p; /* !! */ }
//= flag_combined | clean | ok = a && p
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool ok = ext_int() && p; if (!ok) return &good; return p; }
//= flag_combined_twin | unproven | ok = a || p: where p was tested NULL, p is not returned; elsewhere it is an untested field
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; bool ok = ext_int() || p; if (!ok) return &good;
	return p; }
//= and_cond | clean | both tested
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (p && to_my(ntb)->ok) return p; return &good; }
//= or_cond | null | p may be NULL when ok
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (p || to_my(ntb)->ok)
	return p; /* !! */
	return &good; }
//= de_morgan | clean | !(!p || !ok)
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!(!p || !to_my(ntb)->ok)) return p; return &good; }
//= de_morgan_twin | null | !(!p && !ok)
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!(!p && !to_my(ntb)->ok))
	return p; /* !! */
	return &good; }
//= goto_ladder | clean | the error label gives the fallback
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (!to_my(ntb)->ok) goto out; p = &good; goto done;
out:	p = &to_my(ntb)->own;
done:	return p; }
//= goto_ladder_twin | null | the error label skips the assignment
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (!to_my(ntb)->ok) goto done; p = &good; goto done;
	p = &to_my(ntb)->own;
done:	return p; /* !! */ }
//= goto_backward | clean | leaves the loop with a value only
struct device *f(struct ntb_dev *ntb) { struct device *p;
again:	p = to_my(ntb)->cached; if (!p) { ext_touch(to_my(ntb)); goto again; } return p; }
//= goto_backward_twin | null | gives up after a retry
struct device *f(struct ntb_dev *ntb) { struct device *p; int tries = 0;
again:	p = to_my(ntb)->cached; if (!p && tries++ < 3) { ext_touch(to_my(ntb)); goto again; }
	return p; /* !! */ }
//= switch_default | null | default gives NULL
struct device *f(struct ntb_dev *ntb) { switch (to_my(ntb)->n) { case 1: return &good; default:
	return NULL; /* !! */ } }
//= switch_good | clean | default gives an object
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; switch (to_my(ntb)->n) { case 1: p = &good; break; default: p = &to_my(ntb)->own; } return p; }
//= switch_no_default | null | no case matches
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; switch (to_my(ntb)->n) { case 1: p = &good; break; case 2: p = &to_my(ntb)->own; }
	return p; /* !! */ }
//= switch_fallthrough | clean | case 1 falls into 2
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; switch (to_my(ntb)->n) { case 1: ext_void(); fallthrough; default: p = &good; } return p; }
//= switch_break | null | break instead of fallthrough
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; switch (to_my(ntb)->n) { case 1: ext_void(); break; default: p = &good; }
	return p; /* !! */ }
//= switch_infeasible | clean | value excluded before
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n < 1 || n > 2) return &good; switch (n) { case 1: return &good; case 2: return &to_my(ntb)->own; } return NULL; }
//= switch_feasible | null | 3 is left
struct device *f(struct ntb_dev *ntb) { int n = ext_int(); if (n < 1 || n > 3) return &good; switch (n) { case 1: return &good; case 2: return &to_my(ntb)->own; }
	return NULL; /* !! */ }
//= switch_range | clean | GNU case range
struct device *f(struct ntb_dev *ntb) { int n = ext_int() & 3; switch (n) { case 0 ... 3: return &good; } return NULL; }
//= switch_bool | clean | both values of a comparison
struct device *f(struct ntb_dev *ntb) { switch (ext_int() > 0) { case 0: return &good; case 1: return &to_my(ntb)->own; } return NULL; }
//= ternary | clean | p ? p : q
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; return p ? p : &good; }
//= ternary_twin | null | !p ? p : q
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached;
	return !p ? p : &good; /* !! */ }
//= elvis | clean | p ?: good
struct device *f(struct ntb_dev *ntb) { return to_my(ntb)->cached ?: &good; }
//= elvis_null | null | p ?: NULL
struct device *f(struct ntb_dev *ntb) {
	return to_my(ntb)->cached ?: NULL; /* !! */ }
//= elvis_field | unproven | p ?: another field
struct device *f(struct ntb_dev *ntb) { return to_my(ntb)->cached ?: to_my(ntb)->other; }
//= ternary_other_field | unproven | tests another field
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); return m->other ? m->cached : &good; }
//= ternary_same_field | clean | tests this field
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); return m->cached ? m->cached : &good; }
//= ternary_null_arm | null | one arm NULL
struct device *f(struct ntb_dev *ntb) {
	return to_my(ntb)->ok ? &good : NULL; /* !! */ }
//= stmt_expr | clean | statement expression
struct device *f(struct ntb_dev *ntb) { return ({ struct device *q = to_my(ntb)->cached; if (!q) q = &good; q; }); }
//= stmt_expr_twin | null | statement expression
struct device *f(struct ntb_dev *ntb) {
	return ({ struct device *q = to_my(ntb)->cached; if (q) q = &good; q; }); /* !! */ }
//= comma | clean | last operand counts
struct device *f(struct ntb_dev *ntb) { return ext_void(), &good; }
//= comma_twin | null | last operand counts
struct device *f(struct ntb_dev *ntb) {
	return (void)&good, NULL; /* !! */ }
//= dead_if0 | clean | if (0)
struct device *f(struct ntb_dev *ntb) { if (0) return NULL; return &good; }
//= live_if1 | null | if (1)
struct device *f(struct ntb_dev *ntb) { if (1)
	return NULL; /* !! */
	return &good; }
//= is_enabled_unknown | clean | an unknown option is off
struct device *f(struct ntb_dev *ntb) { if (IS_ENABLED(CONFIG_NO_SUCH_THING_AT_ALL)) return NULL; return &good; }
//= is_enabled_negated | null | the option is off
struct device *f(struct ntb_dev *ntb) { if (!IS_ENABLED(CONFIG_NO_SUCH_THING_AT_ALL))
	return NULL; /* !! */
	return &good; }
//= sizeof_operand | clean | sizeof does not evaluate
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; (void)sizeof(p = NULL); return p; }
//= assigned_in_cond | clean | assignment as condition
struct device *f(struct ntb_dev *ntb) { struct device *p; if (!(p = to_my(ntb)->cached)) return &good; return p; }
//= assigned_in_cond_twin | null | assignment as condition
struct device *f(struct ntb_dev *ntb) { struct device *p; if ((p = to_my(ntb)->cached)) return &good;
	return p; /* !! */ }
//= short_circuit_assign | null | right side does not run
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (ext_int() && (p = &good)) ext_void();
	return p; /* !! */ }
//= short_circuit_assign_twin | clean | right side ran
struct device *f(struct ntb_dev *ntb) { struct device *p = NULL; if (ext_int() && (p = &good)) return p; return &good; }
//= reassigned_after_test | null | test is void
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) return &good; p = NULL;
	return p; /* !! */ }
//= reassigned_field_after_test | unproven | loads again from another field
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *p = m->cached; if (!p) return &good; p = m->other; return p; }
//= retest_after_call | unproven | the call may clear the field
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); if (!m->cached) return &good; ext_touch(m); return m->cached; }
//= local_after_call | clean | the local keeps its value
struct device *f(struct ntb_dev *ntb) { struct my *m = to_my(ntb); struct device *p = m->cached; if (!p) return &good; ext_touch(m); return p; }
//= param_tested | null | the sketch that went to the list
struct device *f(struct ntb_dev *ntb) { if (!ntb || !to_my(ntb)->epf)
	return NULL; /* !! */
	return &good; }
//= bits_clean | clean | a bit cannot be set and clear
struct device *f(struct ntb_dev *ntb) { unsigned int fl = to_my(ntb)->flags; if (fl & 1) { if (!(fl & 1)) return NULL; } return &good; }
//= bits_twin | null | another bit
struct device *f(struct ntb_dev *ntb) { unsigned int fl = to_my(ntb)->flags; if (fl & 1) { if (!(fl & 2))
	return NULL; /* !! */ } return &good; }
//= mask_range | clean | n & 3 is below 4
struct device *f(struct ntb_dev *ntb) { unsigned int n = to_my(ntb)->flags & 3; if (n > 3) return NULL; return &good; }
//= unsigned_negative | clean | unsigned is never below zero
struct device *f(struct ntb_dev *ntb) { unsigned int n = to_my(ntb)->flags; if (n < 0) return NULL; return &good; }
//= relation_ints | clean | a < b and b < a
struct device *f(struct ntb_dev *ntb) { int a = ext_int(), b = ext_int(); if (a < b) { if (b < a) return NULL; } return &good; }
//= relation_ints_twin | null | a < b and a < b
struct device *f(struct ntb_dev *ntb) { int a = ext_int(), b = ext_int(); if (a < b) { if (b > a)
	return NULL; /* !! */ } return &good; }
//= relation_plus | clean | b = a + 1, a known
struct device *f(struct ntb_dev *ntb) { int a = 4; int b = a + 1; if (b != 5) return NULL; return &good; }
//= pointer_equal | clean | equal to a good pointer
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (p == &good) return p; return &good; }
//= ne_chain | clean | int equality copies
struct device *f(struct ntb_dev *ntb) { int a = ext_int(); int b = a; if (a == 1 && b != 1) return NULL; return &good; }
//= warn_on | null | WARN_ON does not stop
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; WARN_ON(!p);
	return p; /* !! */ }
//= warn_on_if | clean | WARN_ON's value is used
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (WARN_ON(!p)) return &good; return p; }
//= warn_on_if_twin | null | the wrong branch
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!WARN_ON(!p)) return &good;
	return p; /* !! */ }
//= warn_on_once_if | clean | WARN_ON_ONCE's value is used
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (WARN_ON_ONCE(!p)) return &good; return p; }
//= bug_on | clean | BUG_ON stops
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; BUG_ON(!p); return p; }
//= bug_on_twin | null | BUG_ON of the opposite
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; BUG_ON(p);
	return p; /* !! */ }
//= panic_stops | clean | panic is noreturn
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) panic("no"); return p; }
//= unlikely_test | clean | unlikely is transparent
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (unlikely(!p)) return &good; return p; }
//= likely_test | null | likely is transparent
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (likely(p)) return &good;
	return p; /* !! */ }
//= unreachable_tail | clean | __builtin_unreachable
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) __builtin_unreachable(); return p; }
//= own_noreturn | clean | attribute noreturn
extern void die(void) __attribute__((noreturn));
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) die(); return p; }
//= no_noreturn | null | no attribute
extern void die(void);
struct device *f(struct ntb_dev *ntb) { struct device *p = to_my(ntb)->cached; if (!p) die();
	return p; /* !! */ }
//= choose_expr | clean | __builtin_choose_expr
struct device *f(struct ntb_dev *ntb) { return __builtin_choose_expr(1, &good, (struct device *)NULL); }
//= index_logic | null | value by two conditions
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int n = ext_int(); if (n < 0) p = NULL; if (n > 10) p = &to_my(ntb)->own;
	return p; /* !! */ }
//= index_logic_twin | clean | every NULL is overwritten
struct device *f(struct ntb_dev *ntb) { struct device *p = &good; int n = ext_int(); if (n < 0) p = NULL; if (n < 10) p = &to_my(ntb)->own; return p; }
