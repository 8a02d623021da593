package org.example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Ware {
    @Id @GeneratedValue public long id;
    public String name;
    @ManyToOne(fetch = FetchType.LAZY) public Maker maker;
    protected Ware() {}
    Ware(String name, Maker maker) { this.name = name; this.maker = maker; }
}
