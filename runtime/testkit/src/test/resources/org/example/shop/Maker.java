package org.example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Maker {
    @Id @GeneratedValue long id;
    private String name;
    protected Maker() {}
    Maker(String name) { this.name = name; }
    public String getName() { return name; }
}
