/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls the case's callback many times; stands behind it.
 *
 * Pointers to structs are NULL now and then in the first half of the rounds, and never in the second, nor is any an error pointer:
 * what was merely loaded counts as good.
 */
static struct my stub_my;
static struct node stub_nodes[3];
static struct pci_epf stub_epf;
static struct pci_epc stub_epc;

/* In the second half: a field that nobody tested for an error has none. */
static bool stub_plain;

static struct device *stub_device(void)
{
	switch (stub_random() % 8) {
	case 0: case 1: case 2: return NULL;
	case 3: if (!stub_plain) return ERR_PTR(-5);
		/* fallthrough */
	case 4: return &stub_my.own;
	default: return &good;
	}
}

static int stub_number(void)
{
	switch (stub_random() % 8) {
	case 0: return (int)stub_random();
	case 1: return (int)(stub_random() % 160) - 40;
	case 2: return 1 << (stub_random() % 31);
	case 3: return (int)(stub_random() % 600) - 300;
	case 4: return 0;
	default: return (int)(stub_random() % 12) - 4;
	}
}

static void stub_fill(bool gaps)
{
	int count = stub_random() % 4;

	stub_plain = !gaps;
	stub_my.ntb.dev.driver_data = stub_device();
	stub_my.ntb.dev.parent = &stub_other;
	/* Now and then what is read from an object is the object. */
	stub_my.own.parent = stub_one_in(2) ? &stub_my.own : &good;
	stub_my.cached = stub_device();
	stub_my.other = stub_device();
	for (int i = 0; i < 4; i++) stub_my.table[i] = stub_device();
	stub_epf.epc = &stub_epc;
	stub_my.epf = gaps && stub_one_in(4) ? stub_one_in(2) ? NULL : ERR_PTR(-5) : &stub_epf;
	INIT_LIST_HEAD(&stub_my.nodes);
	for (int i = 0; i < count; i++) {
		stub_nodes[i].id = stub_number();
		list_add(&stub_nodes[i].list, &stub_my.nodes);
	}
	stub_my.node = gaps && stub_one_in(3) ? NULL : &stub_nodes[0];
	if (!count) INIT_LIST_HEAD(&stub_nodes[0].list);
	stub_my.n = stub_number();
	stub_my.flags = stub_number();
	stub_my.ok = stub_random() & 1;
}

struct device *ext_dev(void) { return stub_device(); }
int ext_int(void) { return stub_number(); }
u64 ext_u64(void)
{
	switch (stub_random() % 6) {
	case 0: return stub_random();
	case 1: return (s64)stub_number();
	case 2: case 3: return stub_random() % 3;
	case 4: return 0x7fffffffull + stub_random() % 3;
	case 5: return ~(u64)(u32)stub_random();
	default: return (u32)stub_random();
	}
}
void ext_void(void) { }
void ext_any(void *p) { (void)p; }
void ext_touch(struct my *m) { m->cached = stub_device(); m->n = stub_number(); m->ok = stub_random() & 1; }
int ext_get(struct device **out)
{
	if (stub_one_in(2)) return -5;
	*out = &good;
	return 0;
}

static void stub_fault(int number) { (void)number; siglongjmp(stub_end, 1); }

int main(void)
{
	volatile long null[2] = { 0, 0 }, error[2] = { 0, 0 }, object = 0, none = 0;
	struct sigaction action = { .sa_handler = stub_fault, .sa_flags = SA_NODEFER | SA_ONSTACK };
	/* Recursion without an end uses up the stack. */
	static char other_stack[1 << 16];
	stack_t stack = { .ss_sp = other_stack, .ss_size = sizeof(other_stack) };
	/* What takes longer than this goes round for ever. */
	struct itimerval most = { .it_value.tv_usec = 3000 }, never = {};

	sigaltstack(&stack, NULL);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
	sigaction(SIGILL, &action, NULL);
	sigaction(SIGALRM, &action, NULL);
	for (volatile long round = 0; round < ROUNDS; round++) {
		volatile int half = round >= ROUNDS / 2;
		struct device *p;

		if (sigsetjmp(stub_end, 1)) {
			setitimer(ITIMER_REAL, &never, NULL);
			none++;
			continue;
		}
		/* Most of it never comes back: a part of the rest will do. */
		if (none > 1000 && round % 8) continue;
		setitimer(ITIMER_REAL, &most, NULL);
		stub_fill(!half);
		p = CALLBACK(&stub_my.ntb);
		setitimer(ITIMER_REAL, &never, NULL);
		if (!p) null[half]++; else if (IS_ERR(p)) error[half]++; else object++;
	}
	printf("%ld %ld %ld %ld %ld %ld\n", null[0], null[1], error[0], error[1], object, none);
	return 0;
}
