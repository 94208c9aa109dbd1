/** A product as plain data: what is stored. */
export interface ProductSnapshot {
  readonly id: string;
  readonly organizationId: string;
  /** As it was read; 1 for a new product. */
  readonly version: number;
  readonly name: string;
  readonly description: string;
  /** Shown in the shop and for sale. */
  readonly active: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface CreateProductFacts {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly description: string;
  readonly active: boolean;
  readonly at: Date;
}

/** What an operator may change; what is left out stays. */
export interface ProductChanges {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly active?: boolean | undefined;
}

/** Something for sale. What it costs is a matter of its prices. */
export class Product {
  #state: ProductSnapshot;

  private constructor(state: ProductSnapshot) {
    this.#state = state;
  }

  static create({ at, ...facts }: CreateProductFacts): Product {
    return new Product({ ...facts, version: 1, createdAt: at, updatedAt: at });
  }

  static rehydrate(snapshot: ProductSnapshot): Product {
    return new Product(snapshot);
  }

  snapshot(): ProductSnapshot {
    return this.#state;
  }

  get id(): string {
    return this.#state.id;
  }

  get organizationId(): string {
    return this.#state.organizationId;
  }

  /** @returns whether anything is different now. */
  change(changes: ProductChanges, at: Date): boolean {
    const { name, description, active } = this.#state;
    const next = {
      name: changes.name ?? name,
      description: changes.description ?? description,
      active: changes.active ?? active,
    };
    if (next.name === name && next.description === description && next.active === active) return false;
    this.#state = { ...this.#state, ...next, updatedAt: at };
    return true;
  }
}
