internal import Facts

/// What an analysis wants to know of a value. The engine finds the feasible paths and what is known on each;
/// a domain says what a value means there, so that paths which mean the same become one outcome.
package protocol AbstractDomain {
    associatedtype Element: Hashable
    func element(of term: Term, in view: StateView) -> Element
    /// Whether a value with this meaning is a fault by itself, whatever else the function may return.
    func isDefinite(_ element: Element) -> Bool
    /// What is left of such a meaning where it is not clear that there are numbers with which its path is taken.
    func doubted(_ element: Element) -> Element
    /// Whether a call's body is worth entering for this domain; otherwise its effects are unknown.
    func enters(_ function: String) -> Bool
}

extension AbstractDomain {
    package func doubted(_ element: Element) -> Element { element }
}

/// What a domain may ask about one point of one path.
package struct StateView {
    let state: State
    let executor: Executor

    package var arena: Arena { executor.arena }

    package func range(_ term: Term) -> RangeSet {
        executor.constraints.range(term, in: state)
    }

    package func representative(_ term: Term) -> Term {
        executor.constraints.representative(term, in: state)
    }

    func type(of term: Term) -> CType { executor.memory.type(of: term) }

    package func describe(_ term: Term) -> String { executor.describe(term) }

    /// What a merged value was made of; empty for any other.
    package func components(of term: Term) -> [Term] {
        (executor.memory.components[term] ?? []).sorted { $0.id < $1.id }
    }
}
